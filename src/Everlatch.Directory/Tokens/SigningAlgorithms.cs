using System.Collections.Immutable;

namespace Everlatch.Directory.Tokens;

/// <summary>The JWS algorithms that tokens are signed with (RFC 7518 §3.1, RFC 8037 §3.1).</summary>
public static class SigningAlgorithms
{
    /// <summary>ECDSA on P-256: the default.</summary>
    public const string Es256 = "ES256";

    /// <summary>RSA PKCS #1 v1.5: for verifiers that know nothing newer.</summary>
    public const string Rs256 = "RS256";

    /// <summary>RSA-PSS.</summary>
    public const string Ps256 = "PS256";

    /// <summary>Ed25519.</summary>
    public const string EdDsa = "EdDSA";

    /// <summary>All of them.</summary>
    public static readonly ImmutableArray<string> All = [Es256, Rs256, Ps256, EdDsa];

    /// <summary>
    /// Algorithms that every environment has a key for: the default, and the one that OpenID Connect Discovery §3 demands.
    /// </summary>
    public static readonly ImmutableArray<string> Initial = [Es256, Rs256];
}
