using System.Globalization;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Domains;

namespace Everlatch.Identity.Certificates;

/// <summary>What the audit trail says of certificates.</summary>
internal static class CertificateEvents
{
    /// <summary>That a domain's certificate was <c>issued</c>, <c>uploaded</c> or <c>removed</c>.</summary>
    public static AuditEvent Of(CustomDomain domain, string what, AuditActor by, StoredCertificate? certificate = null) => new()
    {
        Environment = domain.Environment,
        Kind = $"domain.certificate_{what}",
        Actor = by,
        Target = domain.Id.Value,
        Tenant = domain.Tenant,
        Details = certificate is null
            ? AuditEvent.NoDetails
            : AuditEvent.NoDetails
                .Add("certificate", certificate.Tag.ToString(CultureInfo.InvariantCulture))
                .Add("not_after", certificate.NotAfter.ToString("O", CultureInfo.InvariantCulture)),
    };
}
