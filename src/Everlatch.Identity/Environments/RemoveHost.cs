using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Domains;

namespace Everlatch.Identity.Environments;

/// <summary>Takes a host away from an environment. Tokens issued there stop counting with it.</summary>
public sealed class RemoveHost(AdminWriter writer)
{
    /// <summary>Takes it away, unless it is the primary one.</summary>
    public Task<Edit<HostEntry>> RunAsync(AuditActor actor, EnvironmentId environment, HostName name, CancellationToken ct) =>
        writer.RunAsync(
            new AdminAct(actor, environment, "host.removed", DirectoryKind.Host, name.Value),
            (write, _) => RemoveAsync(write, environment, name, ct),
            ct);

    private static async Task<Edit<HostEntry>> RemoveAsync(
        DirectoryWrite write, EnvironmentId environment, HostName name, CancellationToken ct)
    {
        var hosts = await HostStore.HoldAllAsync(write.Transaction, environment, ct);
        if (hosts.FirstOrDefault(host => host.Name == name) is not { } host)
        {
            return new Edit<HostEntry>.Unknown();
        }

        if (host.IsPrimary)
        {
            return new Edit<HostEntry>.Refused(EnvironmentErrors.HostIsPrimary);
        }

        if (await DomainStore.IsServedAsync(write.Transaction, environment, name, ct))
        {
            return new Edit<HostEntry>.Refused(EnvironmentErrors.HostIsDomain);
        }

        await HostStore.DeleteAsync(write.Transaction, environment, name, ct);
        return new Edit<HostEntry>.Done(host);
    }
}
