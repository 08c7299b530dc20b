using Everlatch.Oidc.Grants;

namespace Everlatch.Oidc.Codes;

/// <summary>What an authorization code stands for, and what redeeming it must match.</summary>
/// <param name="Grant">The grant that it leads to.</param>
/// <param name="RedirectUri">Where it was sent.</param>
/// <param name="CodeChallenge">The S256 challenge of its request (RFC 7636 §4.2).</param>
/// <param name="Nonce">The nonce of its request.</param>
internal sealed record AuthorizationCode(Grant Grant, string RedirectUri, string CodeChallenge, string? Nonce);
