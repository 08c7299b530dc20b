namespace Everlatch.Identity.Certificates.Acme.Resources;

/// <summary>One way to prove a name (RFC 8555 §8).</summary>
internal sealed record AcmeChallenge
{
    /// <summary>HTTP-01: a file at a well-known path (§8.3).</summary>
    public const string Http = "http-01";

    /// <summary>TLS-ALPN-01: a certificate shown in a handshake (RFC 8737).</summary>
    public const string TlsAlpn = "tls-alpn-01";

    /// <summary>Which way.</summary>
    public required string Type { get; init; }

    /// <summary>Told when the answer is in place.</summary>
    public required Uri Url { get; init; }

    /// <summary>A random value of the authority's.</summary>
    public string? Token { get; init; }

    /// <summary><c>pending</c>, <c>processing</c>, <c>valid</c> or <c>invalid</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Why the authority did not accept it.</summary>
    public AcmeProblem? Error { get; init; }
}
