using System.Text.Json.Nodes;
using Everlatch.Directory.Tokens;
using Everlatch.Oidc.Grants;
using Microsoft.IdentityModel.Tokens;

namespace Everlatch.Oidc.Introspect;

/// <summary>What introspection says about a token that counts (RFC 7662 §2.2).</summary>
internal static class ActiveToken
{
    /// <summary>An access token: everything that it says itself.</summary>
    public static JsonObject Of(AccessToken token)
    {
        var document = JsonNode.Parse(Base64UrlEncoder.Decode(token.Jwt.EncodedPayload))!.AsObject();
        document["active"] = true;
        document["token_type"] = "Bearer";
        return document;
    }

    /// <summary>A refresh token: what its grant says.</summary>
    public static JsonObject Of(Grant grant) => new()
    {
        ["active"] = true,
        ["iss"] = grant.Issuer,
        ["sub"] = grant.User.Value,
        ["client_id"] = grant.Application.Value,
        ["scope"] = string.Join(' ', grant.Scopes),
        ["exp"] = Earlier(grant.IdleExpiresAt, grant.ExpiresAt).ToUnixTimeSeconds(),
        ["sid"] = grant.Session.Value,
        ["gid"] = grant.Id.Value,
    };

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
