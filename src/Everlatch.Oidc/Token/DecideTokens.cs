using System.Security.Claims;
using Everlatch.Oidc.Access;
using Everlatch.Oidc.Grants;
using Everlatch.Oidc.Protocol;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Everlatch.Oidc.Token;

/// <summary>Decides which tokens a redeemed grant gives, and what for. None may be wider than the grant.</summary>
internal sealed class DecideTokens(CurrentHost current) : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    public ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        var redeemed = context.Transaction.Kept<Redeemed>()
            ?? throw new InvalidOperationException("A token request was accepted and nothing was redeemed.");
        var application = current.FindApplication(context.ClientId)
            ?? throw new InvalidOperationException("A token request was accepted from an unknown application.");
        var outcome = NarrowAccess.For(
            current.Environment, application, redeemed.Grant, context.Request.GetScopes(), context.Request.GetResources());
        if (outcome is NarrowAccess.Outcome.Narrowed { Access: var narrowed })
        {
            var access = narrowed.For(redeemed);
            context.Transaction.Keep(new DecidedTokens(application, redeemed, access));
            context.Principal = PrincipalOf(redeemed.Grant, access);
        }
        else
        {
            // The application lost its right between the look and now, or asked for nothing in particular.
            CheckWantedAccess.Refuse(context, outcome);
        }

        return default;
    }

    // The scopes here tell OpenIddict which tokens to make; what they carry is decided by SignClaims.
    private static ClaimsPrincipal PrincipalOf(Grant grant, TokenAccess access)
    {
        var principal = new ClaimsPrincipal(new ClaimsIdentity("everlatch"));
        principal.SetClaim(Claims.Subject, grant.User.Value);
        principal.SetScopes(access.IsOffline ? access.Scopes.Add(Scopes.OfflineAccess) : access.Scopes);
        principal.SetResources(access.Audiences);
        principal.SetAccessTokenLifetime(access.Life);
        principal.SetIdentityTokenLifetime(access.Life);
        return principal;
    }
}
