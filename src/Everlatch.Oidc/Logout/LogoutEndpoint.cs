using Everlatch.Directory;
using Everlatch.Oidc.Authorize;
using Everlatch.Oidc.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace Everlatch.Oidc.Logout;

/// <summary>
/// RP-initiated logout. Without an ID token of the very person, the person is asked: a link alone signs nobody out.
/// </summary>
internal sealed class LogoutEndpoint(IPeople people, IRefusalPage refusal, SealedHint hints)
{
    private const string Path = "/oauth2/logout";
    private const string NotTheApplications = "The address to return to is not one of the application's.";

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext context, LogoutEndpoint endpoint) => endpoint.RunAsync(context));
        routes.MapPost(Path, (HttpContext context, LogoutEndpoint endpoint) => endpoint.AskAgainAsync(context))
            .DisableAntiforgery();
    }

    // A post from the application's site comes without the session cookie (SameSite=Lax); a navigation has it. What is posted to
    // keep it out of addresses, the token, stays out of them.
    private async Task AskAgainAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType
            ? await context.Request.ReadFormAsync(context.RequestAborted)
            : FormCollection.Empty;
        var environment = context.Here().Environment;
        if (await LogoutRequest.ReadAsync(environment, new QueryCollection(form.ToDictionary()), hints) is not { } request)
        {
            await refusal.WriteAsync(context, "invalid_request", NotTheApplications);
            return;
        }

        var hint = request.Hint is null ? null : hints.Seal(environment.Id, request.Hint);
        AuthorizationAnswer.Redirect(context, AddressOf(request), [new(SealedHint.Parameter, hint)]);
    }

    private async Task RunAsync(HttpContext context)
    {
        if (await LogoutRequest.ReadAsync(context.Here().Environment, context.Request.Query, hints) is not { } request)
        {
            await refusal.WriteAsync(context, "invalid_request", NotTheApplications);
            return;
        }

        var person = await people.FindAsync(context, context.RequestAborted);
        if (person is not null && request.Hint?.User != person.User)
        {
            AuthorizationAnswer.Redirect(context, "/signout", [new("return", AddressOf(request))]);
            return;
        }

        if (person is not null)
        {
            await people.SignOutAsync(context, person, context.RequestAborted);
        }

        var state = request.ReturnUri is null ? null : request.State;
        AuthorizationAnswer.Redirect(context, request.ReturnUri ?? "/signin", [new("state", state)]);
    }

    // The same request without its hint. The page that asks shows which application does, and finds it by client_id.
    private static string AddressOf(LogoutRequest request)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["client_id"] = request.Application?.Id.Value,
            ["post_logout_redirect_uri"] = request.ReturnUri,
            ["state"] = request.State,
            ["ui_locales"] = request.Languages,
        };
        return QueryHelpers.AddQueryString(Path, parameters.Where(pair => pair.Value is not null));
    }
}
