using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;

namespace Everlatch.Identity.Environments;

/// <summary>Lets a host lead to an environment. The first one is primary.</summary>
public sealed class AddHost(AdminWriter writer)
{
    /// <summary>Adds it.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="host">The host name, without port.</param>
    /// <param name="issuer">The issuer of tokens issued there; null for https at the standard port.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Edit<HostEntry>> RunAsync(
        AuditActor actor, EnvironmentId environment, string host, string? issuer, CancellationToken ct)
    {
        if (!HostName.TryParse(host, out var name))
        {
            return new Edit<HostEntry>.Refused(EnvironmentErrors.HostInvalid);
        }

        return HostRules.IssuerOf(name, issuer) is { } checkedIssuer
            ? await writer.RunAsync(
                new AdminAct(actor, environment, "host.added", DirectoryKind.Host, name.Value),
                (write, now) => AddAsync(write, environment, name, checkedIssuer, now, ct),
                ct)
            : new Edit<HostEntry>.Refused(EnvironmentErrors.IssuerInvalid);
    }

    private static async Task<Edit<HostEntry>> AddAsync(
        DirectoryWrite write, EnvironmentId environment, HostName name, string issuer, DateTimeOffset now, CancellationToken ct)
    {
        if (!await HostStore.HoldAsync(write.Transaction, environment, ct))
        {
            return new Edit<HostEntry>.Unknown();
        }

        var others = await HostStore.ListAsync(write.Transaction, environment, ct);
        if (await HostStore.CountOwnAsync(write.Transaction, environment, ct) >= HostRules.MaxHosts)
        {
            return new Edit<HostEntry>.Refused(EnvironmentErrors.TooManyHosts);
        }

        var host = new HostEntry(name, issuer, !others.Any(other => other.IsPrimary));
        if (!await HostStore.AddAsync(write.Transaction, environment, host, now, ct))
        {
            return new Edit<HostEntry>.Refused(EnvironmentErrors.HostTaken);
        }

        return new Edit<HostEntry>.Done(host);
    }
}
