using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Environments;
using Everlatch.Identity.Roles;

namespace Everlatch.Identity.Domains;

/// <summary>Gives the pages at a domain a look of their own, or takes it back.</summary>
public sealed class BrandDomain(DirectoryWriter writer, AuditTrail audit)
{
    /// <summary>Changes it, when the domain's version is still the one that the caller saw.</summary>
    /// <param name="environment">The domain's environment.</param>
    /// <param name="domain">The domain.</param>
    /// <param name="version">The version that the caller saw.</param>
    /// <param name="branding">The look; null is the environment's.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Edit<CustomDomain>> RunAsync(
        EnvironmentId environment, DomainId domain, long version, Branding? branding, Actor actor, CancellationToken ct) =>
        branding is not null && EnvironmentRules.Check(branding) is { } problem
            ? new Edit<CustomDomain>.Refused(problem)
            : await writer.WriteAsync(write => BrandAsync(write, environment, domain, version, branding, actor, ct), ct);

    private async Task<Edit<CustomDomain>> BrandAsync(
        DirectoryWrite write,
        EnvironmentId environment,
        DomainId domain,
        long version,
        Branding? branding,
        Actor actor,
        CancellationToken ct)
    {
        if (await DomainStore.FindAsync(write.Transaction, environment, domain, ct) is null)
        {
            return new Edit<CustomDomain>.Unknown();
        }

        if (await DomainStore.BrandAsync(write.Transaction, environment, domain, version, branding, ct) is not { } branded)
        {
            return new Edit<CustomDomain>.Stale();
        }

        if (branded.IsServed)
        {
            write.Changed(environment, DirectoryKind.Host, branded.Host.Value);
        }

        await audit.RecordAsync(
            write.Transaction, actor.Did(environment, "domain.branded", branded.Id.Value, branded.Tenant), ct);
        return new Edit<CustomDomain>.Done(branded);
    }
}
