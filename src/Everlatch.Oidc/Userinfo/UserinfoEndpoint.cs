using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Directory.TokenRequests;
using Everlatch.Directory.Tokens;
using Everlatch.Oidc.Callers;
using Everlatch.Oidc.Token;
using Everlatch.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Everlatch.Oidc.Userinfo;

/// <summary>Userinfo (OpenID Connect Core §5.3): the claims that the token's scopes give away, as the person is now.</summary>
internal sealed class UserinfoEndpoint(AccessTokenVerifier verifier, IDatabase database)
{
    private const string Scheme = "Bearer ";

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapMethods(
                "/oauth2/userinfo",
                [HttpMethods.Get, HttpMethods.Post],
                (HttpContext context, UserinfoEndpoint endpoint) => endpoint.RunAsync(context))
            .DisableAntiforgery();

    private async Task RunAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization is not [{ } header]
            || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Bearer"; // no error without a token (RFC 6750 §3.1)
            return;
        }

        var environment = context.Here().Environment;
        var outcome = await verifier.VerifyAsync(environment, header[Scheme.Length..].Trim());
        if (outcome is not AccessTokenOutcome.Valid { Token: var token }
            || !Id.TryParse<UserId>(token.Subject, out var user))
        {
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, Errors.InvalidToken);
        }
        else if (!token.Scopes.Contains(Scopes.OpenId))
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, Errors.InsufficientScope);
        }
        else if (await PersonStore.FindAsync(database, environment.Id, user, context.RequestAborted) is { } person)
        {
            var json = UncachedJson.Begin(context);
            json.WriteString("sub"u8, user.Value);
            PersonClaims.Write(json, person, token.Scopes);
            await UncachedJson.EndAsync(context, json);
        }
        else
        {
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, Errors.InvalidToken);
        }
    }

    private static Task RefuseAsync(HttpContext context, int status, string error)
    {
        context.Response.Headers.WWWAuthenticate = $"Bearer error=\"{error}\"";
        return CallerAnswer.ErrorAsync(context, status, error, "The access token was refused.");
    }
}
