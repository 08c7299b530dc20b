using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;

namespace Everlatch.Identity.Environments;

/// <summary>Chooses the host that mails and pages name.</summary>
public sealed class MakeHostPrimary(AdminWriter writer)
{
    /// <summary>Chooses it; the one before stays a host.</summary>
    public Task<Edit<HostEntry>> RunAsync(AuditActor actor, EnvironmentId environment, HostName name, CancellationToken ct) =>
        writer.RunAsync(
            new AdminAct(actor, environment, "host.made_primary", DirectoryKind.Host, name.Value),
            (write, _) => ChooseAsync(write, environment, name, ct),
            ct);

    private static async Task<Edit<HostEntry>> ChooseAsync(
        DirectoryWrite write, EnvironmentId environment, HostName name, CancellationToken ct)
    {
        var hosts = await HostStore.HoldAllAsync(write.Transaction, environment, ct);
        if (hosts.FirstOrDefault(host => host.Name == name) is not { } host)
        {
            return new Edit<HostEntry>.Unknown();
        }

        if (host.IsPrimary)
        {
            return new Edit<HostEntry>.Done(host);
        }

        await HostStore.MakePrimaryAsync(write.Transaction, environment, name, ct);
        foreach (var changed in hosts.Where(other => other.IsPrimary))
        {
            write.Changed(environment, DirectoryKind.Host, changed.Name.Value);
        }

        return new Edit<HostEntry>.Done(host with { IsPrimary = true });
    }
}
