using System.Collections.Immutable;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Storage;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Domains;

/// <summary>Reads custom domains, and says which records prove them.</summary>
public sealed class ReadDomains(IDatabase database, IOptions<DomainOptions> options)
{
    /// <summary>One domain; null when there is none.</summary>
    public Task<CustomDomain?> FindAsync(EnvironmentId environment, DomainId domain, CancellationToken ct) =>
        DomainStore.FindAsync(database, environment, domain, ct);

    /// <summary>Up to <paramref name="limit" /> domains after an id, in the order they were claimed.</summary>
    public Task<Page<CustomDomain>> PageAsync(
        EnvironmentId environment, TenantId? tenant, string? after, int limit, CancellationToken ct) =>
        DomainStore.PageAsync(database, environment, tenant, after, limit, ct);

    /// <summary>The records of which either proves it.</summary>
    public ImmutableArray<DomainRecord> RecordsOf(CustomDomain domain) => DomainRecords.Of(domain, options.Value.CnameTarget);
}
