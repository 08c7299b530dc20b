using System.Security.Claims;
using Everlatch.Oidc.Grants;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Everlatch.Oidc.Protocol;

/// <summary>The form in which OpenIddict checks a handle that a rule has resolved.</summary>
internal static class HandlePrincipal
{
    /// <summary>A principal of a token type, presented by a client.</summary>
    public static ClaimsPrincipal Of(string tokenType, string client, DateTimeOffset expires)
    {
        var principal = new ClaimsPrincipal(new ClaimsIdentity("everlatch"));
        return principal.SetTokenType(tokenType).SetPresenters(client).SetExpirationDate(expires);
    }

    /// <summary>A principal that stands for a grant.</summary>
    public static ClaimsPrincipal Of(string tokenType, Grant grant) =>
        Of(tokenType, grant.Application.Value, grant.ExpiresAt)
            .SetClaim(Claims.Subject, grant.User.Value)
            .SetScopes(grant.Scopes)
            .SetResources(grant.Resources);
}
