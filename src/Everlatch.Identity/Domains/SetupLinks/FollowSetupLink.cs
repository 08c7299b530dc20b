using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Identity.Audit;

namespace Everlatch.Identity.Domains.SetupLinks;

/// <summary>What the holder of a link may do: look at its domain, and ask DNS about it.</summary>
public sealed class FollowSetupLink(ReadDomains read, VerifyDomain verify, MasterKey master, TimeProvider clock)
{
    // DNS keeps a missing record for a while anyway: who presses faster sees the answer of before.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    /// <summary>The domain of a link; null when there is none any more.</summary>
    public async Task<CustomDomain?> FindAsync(EnvironmentId environment, string token, CancellationToken ct) =>
        SetupToken.Open(master, environment, token, clock.GetUtcNow()) is { } domain
            ? await read.FindAsync(environment, domain, ct)
            : null;

    /// <summary>Asks DNS now, unless that was done this very moment; null when the link leads nowhere any more.</summary>
    public async Task<CustomDomain?> LookAsync(
        EnvironmentId environment, string token, RequestOrigin origin, CancellationToken ct)
    {
        if (await FindAsync(environment, token, ct) is not { } domain)
        {
            return null;
        }

        return domain.CheckedAt + Pause > clock.GetUtcNow()
            ? domain
            : await verify.RunAsync(environment, domain.Id, AuditActor.Anonymous(origin), ct) is Edit<CustomDomain>.Done done
                ? done.Value
                : null;
    }
}
