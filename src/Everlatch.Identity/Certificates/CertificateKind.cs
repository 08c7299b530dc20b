namespace Everlatch.Identity.Certificates;

/// <summary>Where a host's certificate comes from.</summary>
public enum CertificateKind
{
    /// <summary>Ordered from the authority, and renewed by itself.</summary>
    Acme,

    /// <summary>Brought by an administrator, who brings the next one too.</summary>
    Uploaded,

    /// <summary>On the edges by the operator's hand, as the configuration says.</summary>
    Listed,
}
