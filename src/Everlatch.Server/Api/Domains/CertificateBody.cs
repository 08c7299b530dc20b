using Everlatch.Identity.Certificates;

namespace Everlatch.Server.Api.Domains;

/// <summary>How a domain stands with its certificate, as sent. It has no place for a key.</summary>
internal sealed record CertificateBody
{
    /// <summary>Where it comes from; null while there is none.</summary>
    public required CertificateKind? Kind { get; init; }

    public required DateTimeOffset? NotBefore { get; init; }

    public required DateTimeOffset? NotAfter { get; init; }

    /// <summary>When it is replaced; an uploaded one is by whoever brought it.</summary>
    public required DateTimeOffset? RenewsAt { get; init; }

    /// <summary>When one is ordered next.</summary>
    public required DateTimeOffset? NextTryAt { get; init; }

    /// <summary>Why the last order came to nothing.</summary>
    public required CertificateErrorBody? Error { get; init; }

    public static CertificateBody Of(DomainCertificate certificate) => new()
    {
        Kind = certificate.Kind,
        NotBefore = certificate.NotBefore,
        NotAfter = certificate.NotAfter,
        RenewsAt = certificate.RenewAt,
        NextTryAt = certificate.NextTryAt,
        Error = certificate.Failure is { } failure ? new CertificateErrorBody(failure.Id, failure.Text, failure.At) : null,
    };
}
