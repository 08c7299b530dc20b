namespace Everlatch.Identity.Certificates;

/// <summary>How a domain's host stands with its certificate. It never holds a key.</summary>
public sealed record DomainCertificate
{
    /// <summary>Whose the certificate is; null while there is none.</summary>
    public CertificateKind? Kind { get; init; }

    /// <summary>From when it counts; null where only the edges know it.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Until when it counts.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>When it is to be replaced: by itself, or by whoever brought it.</summary>
    public DateTimeOffset? RenewAt { get; init; }

    /// <summary>When the next order is tried; null when none is going to be.</summary>
    public DateTimeOffset? NextTryAt { get; init; }

    /// <summary>Why the last order came to nothing.</summary>
    public CertificateFailure? Failure { get; init; }

    /// <summary>Whether edges can show it at a moment.</summary>
    public bool IsUsable(DateTimeOffset now) =>
        Kind == CertificateKind.Listed || (Kind is not null && NotBefore <= now && now < NotAfter);
}
