using System.Text.Json;

namespace Everlatch.Oidc.Token;

/// <summary>What an ID token says (OpenID Connect Core §2), with the claims of the scopes that were granted (§5.4).</summary>
internal static class IdTokenClaims
{
    /// <summary>Writes the claims into an object that was begun.</summary>
    public static void Write(Utf8JsonWriter json, DecidedTokens decided, ReadOnlySpan<byte> accessTokenHash, DateTimeOffset now)
    {
        GrantClaims.Write(json, decided, now);
        json.WriteString("aud"u8, decided.Redeemed.Grant.Application.Value);
        json.WriteString("at_hash"u8, accessTokenHash);
        if (decided.Redeemed.Nonce is { } nonce)
        {
            json.WriteString("nonce"u8, nonce);
        }

        PersonClaims.Write(json, decided.Redeemed.Person, decided.Access.Scopes);
    }
}
