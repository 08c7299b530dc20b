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
internal sealed class LogoutEndpoint(IPeople people, IRefusalPage refusal)
{
    private const string Path = "/oauth2/logout";

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext context, LogoutEndpoint endpoint) => endpoint.RunAsync(context));
        routes.MapPost(Path, AskAgainAsync).DisableAntiforgery();
    }

    // A post from the application's site comes without the session cookie (SameSite=Lax); a navigation has it.
    private static async Task AskAgainAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType
            ? await context.Request.ReadFormAsync(context.RequestAborted)
            : FormCollection.Empty;
        AuthorizationAnswer.Redirect(context, QueryHelpers.AddQueryString(Path, form));
    }

    private async Task RunAsync(HttpContext context)
    {
        if (await LogoutRequest.ReadAsync(context.Here().Environment, context.Request.Query) is not { } request)
        {
            await refusal.WriteAsync(context, "invalid_request", "The address to return to is not one of the application's.");
            return;
        }

        var person = await people.FindAsync(context, context.RequestAborted);
        if (person is not null && request.Hint?.User != person.User)
        {
            AuthorizationAnswer.Redirect(context, "/signout", [new("return", ReturnTo(context, request))]);
            return;
        }

        if (person is not null)
        {
            await people.SignOutAsync(context, person, context.RequestAborted);
        }

        var state = request.ReturnUri is null ? null : request.State;
        AuthorizationAnswer.Redirect(context, request.ReturnUri ?? "/signin", [new("state", state)]);
    }

    // The page shows which application asks, and finds it by client_id.
    private static string ReturnTo(HttpContext context, LogoutRequest request)
    {
        var address = Path + context.Request.QueryString;
        return request.Application is { } application && !context.Request.Query.ContainsKey("client_id")
            ? QueryHelpers.AddQueryString(address, "client_id", application.Id.Value)
            : address;
    }
}
