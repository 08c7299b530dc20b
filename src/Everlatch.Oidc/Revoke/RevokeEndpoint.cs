using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;
using Everlatch.Oidc.Callers;
using Everlatch.Oidc.Grants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Everlatch.Oidc.Revoke;

/// <summary>
/// Token revocation (RFC 7009). A refresh token takes its whole grant with it, an access token only itself.
/// A token that is not the caller's own, or none at all, is answered in the same way and nothing happens.
/// </summary>
internal sealed class RevokeEndpoint(
    AuthenticateCaller callers, AccessTokenVerifier verifier, RevokeRefreshToken revokeGrant, RevokeAccessToken revoke,
    MasterKey master)
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/oauth2/revoke", (HttpContext context, RevokeEndpoint endpoint) => endpoint.RunAsync(context))
            .DisableAntiforgery();

    private async Task RunAsync(HttpContext context)
    {
        if (await callers.RunAsync(context) is { } caller)
        {
            await RevokeAsync(context.Here().Environment, caller, context.RequestAborted);
        }
    }

    private async Task RevokeAsync(DirectoryEnvironment environment, Caller caller, CancellationToken ct)
    {
        if (RefreshToken.TryParse(caller.Token, ProofKeys.Of(master, environment), out var refresh))
        {
            if (Id.TryParse<AppId>(caller.Client.ClientId, out var application))
            {
                await revokeGrant.RunAsync(environment.Id, application, refresh, ct);
            }
        }
        else if (await verifier.VerifyAsync(environment, caller.Token) is AccessTokenOutcome.Valid { Token: var access }
            && access.ClientId == caller.Client.ClientId)
        {
            await revoke.RunAsync(environment.Id, access, ct);
        }
    }
}
