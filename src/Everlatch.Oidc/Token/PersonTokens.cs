using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;

namespace Everlatch.Oidc.Token;

/// <summary>Makes the signed tokens of a person, for every grant alike. They live until the scratch is taken again.</summary>
internal static class PersonTokens
{
    /// <summary>The access token.</summary>
    public static ReadOnlySpan<byte> Access(
        TokenScratch scratch, DirectoryEnvironment environment, DecidedTokens decided, SigningKeyEntry key, TimeProvider clock)
    {
        AccessTokenClaims.Write(scratch.BeginToken(key, AccessTokenVerifier.Type), environment, decided, clock);
        return scratch.EndToken(key);
    }

    /// <summary>The ID token, bound to the access token that it comes with.</summary>
    public static ReadOnlySpan<byte> Identity(
        TokenScratch scratch, DecidedTokens decided, ReadOnlySpan<byte> accessToken, SigningKeyEntry key, TimeProvider clock)
    {
        Span<byte> hash = stackalloc byte[AccessTokenHash.MaxLength];
        var length = AccessTokenHash.Write(accessToken, key.Algorithm, hash);
        IdTokenClaims.Write(scratch.BeginToken(key, "JWT"), decided, hash[..length], clock.GetUtcNow());
        return scratch.EndToken(key);
    }
}
