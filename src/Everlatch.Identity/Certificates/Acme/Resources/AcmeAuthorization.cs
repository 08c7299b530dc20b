namespace Everlatch.Identity.Certificates.Acme.Resources;

/// <summary>The proof of one name (RFC 8555 §7.1.4).</summary>
internal sealed record AcmeAuthorization
{
    /// <summary><c>pending</c>, <c>valid</c>, <c>invalid</c>, <c>deactivated</c>, <c>expired</c> or <c>revoked</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The ways to prove it.</summary>
    public required IReadOnlyList<AcmeChallenge> Challenges { get; init; }
}
