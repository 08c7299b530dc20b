using Everlatch.Oidc.Grants;

namespace Everlatch.Oidc.Token;

/// <summary>The refresh token that a request spent.</summary>
/// <param name="Token">The token.</param>
/// <param name="At">When it was spent.</param>
internal sealed record SpentRefreshToken(RefreshToken Token, DateTimeOffset At);
