using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;

namespace Everlatch.Identity.Environments;

/// <summary>Chooses the host that mails and pages name.</summary>
public sealed class MakeHostPrimary(DirectoryWriter writer, AuditTrail audit)
{
    /// <summary>Chooses it; the one before stays a host.</summary>
    public Task<Edit<HostEntry>> RunAsync(AuditActor actor, EnvironmentId environment, HostName name, CancellationToken ct) =>
        writer.WriteAsync(write => ChooseAsync(write, actor, environment, name, ct), ct);

    private async Task<Edit<HostEntry>> ChooseAsync(
        DirectoryWrite write, AuditActor actor, EnvironmentId environment, HostName name, CancellationToken ct)
    {
        await HostStore.HoldAsync(write.Transaction, environment, ct);
        var hosts = await HostStore.ListAsync(write.Transaction, environment, ct);
        if (hosts.FirstOrDefault(host => host.Name == name) is not { } host)
        {
            return new Edit<HostEntry>.Unknown();
        }

        if (host.IsPrimary)
        {
            return new Edit<HostEntry>.Done(host);
        }

        await HostStore.MakePrimaryAsync(write.Transaction, environment, name, ct);
        await audit.RecordAsync(
            write.Transaction, new AuditEvent { Environment = environment, Kind = "host.made_primary", Actor = actor, Target = name.Value }, ct);
        foreach (var changed in hosts.Where(other => other.IsPrimary || other.Name == name))
        {
            write.Changed(environment, DirectoryKind.Host, changed.Name.Value);
        }

        return new Edit<HostEntry>.Done(host with { IsPrimary = true });
    }
}
