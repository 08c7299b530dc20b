namespace Everlatch.Directory.TokenRequests;

/// <summary>
/// Parameters of a token request that the grants of <see cref="ITokenGrant" /> read; all others are ignored (RFC 6749 §3.2).
/// </summary>
internal enum TokenParameter
{
    GrantType,
    ClientId,
    ClientSecret,
    ClientAssertionType,
    ClientAssertion,
    Scope,
    Resource,
    Audience,
    RefreshToken,
}
