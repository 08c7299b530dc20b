using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Identity.Certificates;
using Everlatch.Identity.Domains;
using Everlatch.Server.Api.Http;

namespace Everlatch.Server.Api.Domains;

/// <summary>Puts together what is said of a domain: itself, its records, its certificate.</summary>
internal sealed class DomainAnswers(ReadDomains read, ReadDomainCertificates certificates)
{
    /// <summary>One of which nothing is known but itself.</summary>
    public DomainBody New(CustomDomain domain) => Of(domain, new DomainCertificate());

    /// <summary>One with its certificate.</summary>
    public async Task<DomainBody> OneAsync(CustomDomain domain, CancellationToken ct) =>
        Of(domain, await certificates.FindAsync(domain, ct));

    /// <summary>
    /// What is said of one once it is changed. Its certificate is read before: a fault after the change would be told as if
    /// nothing had been done.
    /// </summary>
    public async Task<Func<CustomDomain, IResult>> BeforeChangeAsync(CustomDomain domain, CancellationToken ct)
    {
        var certificate = await certificates.FindAsync(domain, ct);
        return changed => Answers.Found(Of(changed, certificate), changed.Version);
    }

    /// <summary>A page of them.</summary>
    public async Task<Page<DomainBody>> PageAsync(
        EnvironmentId environment, TenantId? tenant, string? after, Page<CustomDomain> page, CancellationToken ct)
    {
        var found = await certificates.PageAsync(environment, tenant, after, page.Items, ct);
        return new Page<DomainBody>([.. page.Items.Zip(found, Of)], page.Next);
    }

    private DomainBody Of(CustomDomain domain, DomainCertificate certificate) =>
        DomainBody.Of(domain, read.RecordsOf(domain), certificate);
}
