using System.Text.Json.Nodes;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory;
using Everlatch.Directory.Tokens;
using Everlatch.Oidc.Callers;
using Everlatch.Oidc.Grants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Everlatch.Oidc.Introspect;

/// <summary>
/// Token introspection (RFC 7662) for clients that authenticate. Access tokens are judged from memory; a refresh
/// token by its row. Whoever a token is none of their business learns no more than that it is not active for them.
/// </summary>
internal sealed class IntrospectEndpoint(
    AuthenticateCaller callers, AccessTokenVerifier verifier, FindLivingGrant living, MasterKey master)
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/oauth2/introspect", (HttpContext context, IntrospectEndpoint endpoint) => endpoint.RunAsync(context))
            .DisableAntiforgery();

    private async Task RunAsync(HttpContext context)
    {
        if (await callers.RunAsync(context) is not { } caller)
        {
            return;
        }

        if (caller.IsPublic)
        {
            await AuthenticateCaller.RefuseAsync(context);
            return;
        }

        var found = await FindAsync(context.Here(), caller, context.RequestAborted);
        await CallerAnswer.WriteAsync(context, found ?? new JsonObject { ["active"] = false });
    }

    private async Task<JsonObject?> FindAsync(DirectoryHost here, Caller caller, CancellationToken ct)
    {
        if (RefreshToken.TryParse(caller.Token, ProofKeys.Of(master, here.Environment), out var refresh))
        {
            return Id.TryParse<AppId>(caller.Client.ClientId, out var application)
                && await living.RunAsync(here.Environment.Id, application, refresh, ct) is { } grant
                    ? ActiveToken.Of(grant)
                    : null;
        }

        return await verifier.VerifyAsync(here.Environment, caller.Token) is AccessTokenOutcome.Valid { Token: var access }
            && MayIntrospect.Decide(here.Environment, caller.Client, access)
                ? ActiveToken.Of(access)
                : null;
    }
}
