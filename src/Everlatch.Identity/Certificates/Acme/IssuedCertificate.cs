namespace Everlatch.Identity.Certificates.Acme;

/// <summary>A certificate and its key.</summary>
/// <param name="ChainPem">The certificate, then those between it and the authority's root.</param>
/// <param name="Pkcs8">Its private key: a secret.</param>
internal sealed record IssuedCertificate(string ChainPem, byte[] Pkcs8)
{
    /// <summary>Never the key.</summary>
    public override string ToString() => "[certificate]";
}
