using System.Security.Claims;
using Everlatch.Oidc.Grants;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Everlatch.Oidc.Token;

/// <summary>What an ID token says (OpenID Connect Core §2), with the claims of the scopes that were granted (§5.4).</summary>
internal static class IdTokenClaims
{
    public static Dictionary<string, object> Of(DecidedTokens decided, ClaimsPrincipal computed)
    {
        var (grant, scopes) = (decided.Redeemed.Grant, decided.Access.Scopes);
        var claims = new Dictionary<string, object>
        {
            [Claims.Subject] = grant.User.Value,
            [Claims.Audience] = grant.Application.Value,
            ["sid"] = grant.Session.Value,
            [Claims.AuthenticationTime] = grant.AuthenticatedAt.ToUnixTimeSeconds(),
            [Claims.AuthenticationContextReference] = AuthenticationContext.OneFactor,
            [Claims.AuthenticationMethodReference] = grant.Amr,
        };
        if (grant.Tenant is { } tenant)
        {
            claims["tenant_id"] = tenant.Value;
        }

        if (decided.Redeemed.Nonce is { } nonce)
        {
            claims[Claims.Nonce] = nonce;
        }

        // OpenIddict has hashed the access token of this response (§3.1.3.6).
        if (computed.GetClaim(Claims.AccessTokenHash) is { } hash)
        {
            claims[Claims.AccessTokenHash] = hash;
        }

        PersonClaims.AddTo(claims, decided.Redeemed.Person, scopes);
        return claims;
    }
}
