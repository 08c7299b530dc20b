using Everlatch.Core.Ids;
using Everlatch.Identity.Domains;
using Everlatch.Storage;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Certificates;

/// <summary>Reads how domains stand with their certificates: the operator's word, and what is stored.</summary>
public sealed class ReadDomainCertificates(IDatabase database, IOptions<DomainOptions> options)
{
    /// <summary>That of one domain.</summary>
    public async Task<DomainCertificate> FindAsync(CustomDomain domain, CancellationToken ct) =>
        Of(domain, await DomainCertificates.FindAsync(database, domain.Environment, domain.Id, ct));

    /// <summary>Those of a page of domains, in the same order.</summary>
    public async Task<IReadOnlyList<DomainCertificate>> PageAsync(
        EnvironmentId environment,
        TenantId? tenant,
        string? after,
        IReadOnlyCollection<CustomDomain> page,
        CancellationToken ct)
    {
        var found = await DomainCertificates.PageAsync(database, environment, tenant, after, page.Count, ct);
        return [.. page.Select(domain => Of(domain, found.GetValueOrDefault(domain.Id) ?? new DomainCertificate()))];
    }

    // The operator's own stands before what is stored, as it does on the edges.
    private DomainCertificate Of(CustomDomain domain, DomainCertificate stored) =>
        ListedCertificates.Cover(options.Value.Certificates, domain.Host)
            ? new DomainCertificate { Kind = CertificateKind.Listed }
            : stored;
}
