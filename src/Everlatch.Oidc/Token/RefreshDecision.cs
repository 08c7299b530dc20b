using Everlatch.Directory.Entries;
using Everlatch.Directory.TokenRequests;

namespace Everlatch.Oidc.Token;

/// <summary>What a request for a refresh came to.</summary>
internal abstract record RefreshDecision
{
    private RefreshDecision()
    {
    }

    /// <summary>Tokens are due.</summary>
    /// <param name="Tokens">What they say.</param>
    /// <param name="Key">What signs them.</param>
    internal sealed record Granted(DecidedTokens Tokens, SigningKeyEntry Key) : RefreshDecision;

    /// <summary>None are, and the family is where it was, unless it was reused.</summary>
    internal sealed record Refused(TokenRefusal Refusal) : RefreshDecision;
}
