using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Roles;
using Everlatch.Storage;

namespace Everlatch.Identity.Domains.SetupLinks;

/// <summary>Makes a link for those at the customer's who set DNS records and have no account here.</summary>
public sealed class MakeSetupLink(IDatabase database, AuditTrail audit, MasterKey master, TimeProvider clock)
{
    /// <summary>How long a link lasts when nothing is said, in hours: a week.</summary>
    public const int UsualHours = 168;

    private const int MaxHours = 720;

    /// <summary>Makes one that leads to a host of the domain's environment.</summary>
    public async Task<Edit<SetupLink>> RunAsync(
        DirectoryHost there, DomainId domain, int hours, Actor actor, CancellationToken ct)
    {
        var environment = there.Environment.Id;
        if (hours is < 1 or > MaxHours)
        {
            return new Edit<SetupLink>.Refused(DomainErrors.LinkHours);
        }

        await using var transaction = await database.BeginAsync(ct);
        if (await DomainStore.FindAsync(transaction, environment, domain, ct) is not { } found)
        {
            return new Edit<SetupLink>.Unknown();
        }

        await audit.RecordAsync(transaction, actor.Did(environment, "domain.link_made", domain.Value, found.Tenant), ct);
        await transaction.CommitAsync(ct);

        var expires = clock.GetUtcNow().AddHours(hours);
        var token = new SetupToken { Domain = domain.Value, ExpiresAt = expires.ToUnixTimeMilliseconds() };
        return new Edit<SetupLink>.Done(
            new SetupLink($"{there.Host.Issuer}{SetupLink.Page}?token={token.Seal(master, environment)}", expires));
    }
}
