using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Roles;

namespace Everlatch.Identity.Domains;

/// <summary>
/// Takes a claim away; its host leads nowhere from then on. Records that stay behind in DNS give it to nobody: they are this
/// claim's, and the next one has others.
/// </summary>
public sealed class RemoveDomain(DirectoryWriter writer, AuditTrail audit)
{
    /// <summary>Takes it away, when its version is still the one that the caller saw.</summary>
    public Task<Edit<CustomDomain>> RunAsync(
        EnvironmentId environment, DomainId domain, long version, Actor actor, CancellationToken ct) =>
        writer.WriteAsync(write => RemoveAsync(write, environment, domain, version, actor, ct), ct);

    private async Task<Edit<CustomDomain>> RemoveAsync(
        DirectoryWrite write, EnvironmentId environment, DomainId domain, long version, Actor actor, CancellationToken ct)
    {
        if (await DomainStore.FindAsync(write.Transaction, environment, domain, ct) is null)
        {
            return new Edit<CustomDomain>.Unknown();
        }

        if (await DomainEnding.OneAsync(write, environment, domain, version, ct) is not { } ended)
        {
            return new Edit<CustomDomain>.Stale();
        }

        await audit.RecordAsync(
            write.Transaction, actor.Did(environment, "domain.removed", ended.Id.Value, ended.Tenant), ct);
        return new Edit<CustomDomain>.Done(ended);
    }
}
