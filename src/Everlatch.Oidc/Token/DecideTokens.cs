using System.Security.Claims;
using Everlatch.Oidc.Access;
using Everlatch.Oidc.Protocol;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Everlatch.Oidc.Token;

/// <summary>Decides which tokens a redeemed grant gives, and what for. OpenIddict has checked that no scope is wider than the grant's.</summary>
internal sealed class DecideTokens(CurrentHost current) : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    public ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        var redeemed = context.Transaction.Kept<Redeemed>()
            ?? throw new InvalidOperationException("A token request was accepted and nothing was redeemed.");
        var application = current.FindApplication(context.ClientId)
            ?? throw new InvalidOperationException("A token request was accepted from an unknown application.");
        var grant = redeemed.Grant;
        var access = NarrowAccess.For(current.Here, application, grant, context.Request.GetScopes(), context.Request.GetResources());
        if (access is null)
        {
            context.Reject(Errors.InvalidTarget, "The resource was not granted, or the application may no longer have it.");
            return default;
        }

        context.Transaction.Keep(new DecidedTokens(application, redeemed, access));

        // The scopes here tell OpenIddict which tokens to make; what they carry is decided by SignClaims.
        var offline = grant.Scopes.Where(scope => scope == Scopes.OfflineAccess);
        var principal = new ClaimsPrincipal(new ClaimsIdentity("everlatch"));
        principal.SetClaim(Claims.Subject, grant.User.Value);
        principal.SetScopes(access.Scopes.Concat(offline));
        principal.SetResources(access.Audiences);
        principal.SetAccessTokenLifetime(access.Life);
        principal.SetIdentityTokenLifetime(access.Life);
        context.Principal = principal;
        return default;
    }
}
