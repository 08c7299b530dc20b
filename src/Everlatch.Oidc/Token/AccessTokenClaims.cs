using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Everlatch.Oidc.Token;

/// <summary>What an access token says about a person (RFC 9068 §2.2).</summary>
internal static class AccessTokenClaims
{
    public static Dictionary<string, object> Of(DirectoryEnvironment environment, DecidedTokens decided, TimeProvider clock)
    {
        var (grant, access) = (decided.Redeemed.Grant, decided.Access);
        var claims = new Dictionary<string, object>
        {
            [Claims.Subject] = grant.User.Value,
            [Claims.Audience] = access.Audiences is [var only] ? only : access.Audiences,
            [Claims.ClientId] = grant.Application.Value,
            [Claims.Scope] = string.Join(' ', access.Scopes),
            [Claims.JwtId] = Id.NewText("tok", clock),
            ["sid"] = grant.Session.Value,
            ["gid"] = grant.Id.Value,
            [Claims.AuthenticationTime] = grant.AuthenticatedAt.ToUnixTimeSeconds(),
            [Claims.AuthenticationContextReference] = AuthenticationContext.OneFactor,
            [Claims.AuthenticationMethodReference] = grant.Amr,
        };
        if (grant.Tenant is { } tenant)
        {
            claims["tenant_id"] = tenant.Value;
            claims["roles"] = decided.Redeemed.Roles;
            claims["permissions"] = environment.PermissionsOf(decided.Redeemed.Roles);
        }

        return claims;
    }
}
