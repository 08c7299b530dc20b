using Everlatch.Core.Ids;
using Everlatch.Identity.Certificates;
using Everlatch.Identity.Domains;
using Everlatch.Server.Api.Environments;

namespace Everlatch.Server.Api.Domains;

/// <summary>A domain as sent.</summary>
internal sealed record DomainBody
{
    public required DomainId Id { get; init; }

    public required string Host { get; init; }

    public required TenantId? Tenant { get; init; }

    public required DomainState State { get; init; }

    /// <summary>A code that keeps its meaning.</summary>
    public required string Reason { get; init; }

    /// <summary>The reason in words.</summary>
    public required string ReasonText { get; init; }

    /// <summary>Either proves it; it stays as long as the domain does.</summary>
    public required IReadOnlyList<DomainRecordBody> Records { get; init; }

    public required CertificateBody Certificate { get; init; }

    public required string Issuer { get; init; }

    /// <summary>The look of the pages there; null is the environment's.</summary>
    public required BrandingBody? Branding { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset? CheckedAt { get; init; }

    public required DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>Since when neither record is visible of a domain that was proven.</summary>
    public required DateTimeOffset? FailingSince { get; init; }

    public required DateTimeOffset NextCheckAt { get; init; }

    public static DomainBody Of(
        CustomDomain domain, IEnumerable<DomainRecord> records, DomainCertificate certificate) => new()
    {
        Id = domain.Id,
        Host = domain.Host.Value,
        Tenant = domain.Tenant,
        State = domain.State,
        Reason = domain.Reason.Code,
        ReasonText = domain.Reason.Text,
        Records = [.. records.Select(record => new DomainRecordBody(record.Type, record.Name, record.Value))],
        Certificate = CertificateBody.Of(certificate),
        Issuer = domain.Issuer,
        Branding = domain.Branding is { } look ? BrandingBody.Of(look) : null,
        CreatedAt = domain.CreatedAt,
        CheckedAt = domain.CheckedAt,
        VerifiedAt = domain.VerifiedAt,
        FailingSince = domain.FailingSince,
        NextCheckAt = domain.NextCheckAt,
    };
}
