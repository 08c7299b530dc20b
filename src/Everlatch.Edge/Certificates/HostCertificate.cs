namespace Everlatch.Edge.Certificates;

/// <summary>A host's certificate as its home region keeps it.</summary>
/// <param name="Tag">Names it by its content; another certificate has another tag.</param>
/// <param name="ChainPem">The certificate and those that lead to its authority, in this order, PEM.</param>
/// <param name="Pkcs8">Its private key (RFC 5958), not encrypted.</param>
public sealed record HostCertificate(long Tag, string ChainPem, byte[] Pkcs8)
{
    /// <summary>Says which one it is, and never its key.</summary>
    public override string ToString() => $"certificate {Tag}";
}
