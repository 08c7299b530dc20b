using System.Collections.Immutable;
using System.Text.Json;

namespace Everlatch.Oidc.Token;

/// <summary>What every token of a grant says: who made it and until when, whose it is, and how they signed in.</summary>
internal static class GrantClaims
{
    /// <summary>Writes the claims into an object that was begun.</summary>
    public static void Write(Utf8JsonWriter json, DecidedTokens decided, DateTimeOffset now)
    {
        var grant = decided.Redeemed.Grant;
        var seconds = now.ToUnixTimeSeconds();
        json.WriteString("iss"u8, grant.Issuer);
        json.WriteNumber("iat"u8, seconds);
        json.WriteNumber("exp"u8, seconds + decided.Access.Seconds);
        json.WriteString("sub"u8, grant.User.Value);
        json.WriteString("sid"u8, grant.Session.Value);
        json.WriteNumber("auth_time"u8, grant.AuthenticatedAt.ToUnixTimeSeconds());
        json.WriteString("acr"u8, AuthenticationContext.OneFactor);
        json.WriteStrings("amr"u8, grant.Amr);
        if (grant.Tenant is { } tenant)
        {
            json.WriteString("tenant_id"u8, tenant.Value);
        }
    }

    /// <summary>Writes a claim that is a list of words.</summary>
    public static void WriteStrings(this Utf8JsonWriter json, ReadOnlySpan<byte> claim, ImmutableArray<string> values)
    {
        json.WriteStartArray(claim);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
