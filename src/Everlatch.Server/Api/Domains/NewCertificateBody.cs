namespace Everlatch.Server.Api.Domains;

/// <summary>A certificate that an administrator brings.</summary>
internal sealed record NewCertificateBody
{
    /// <summary>The certificate and those between it and its authority's root, PEM, in any order.</summary>
    public required string Chain { get; init; }

    /// <summary>Its private key, PEM, not encrypted. It is sent nowhere but here.</summary>
    public required string PrivateKey { get; init; }

    /// <summary>Never the key.</summary>
    public override string ToString() => nameof(NewCertificateBody);
}
