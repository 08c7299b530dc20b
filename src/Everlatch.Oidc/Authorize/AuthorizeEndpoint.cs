using Everlatch.Directory;
using Everlatch.Oidc.Codes;
using Everlatch.Oidc.Consent;
using Everlatch.Oidc.People;
using Everlatch.Oidc.Protocol;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Everlatch.Oidc.Authorize;

/// <summary>
/// The authorization endpoint (RFC 6749 §3.1): leads a person through the pages that a request needs, then gives the code.
/// </summary>
internal sealed class AuthorizeEndpoint(
    CurrentHost current, IPeople people, Interaction interaction, DecideNextStep decide, IssueCode issue)
{
    private const string Path = "/oauth2/authorize";

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapMethods(
                Path,
                [HttpMethods.Get, HttpMethods.Post],
                (HttpContext context, AuthorizeEndpoint endpoint, RefuseAuthorization refuse) =>
                    context.GetOpenIddictServerResponse()?.Error is null ? endpoint.RunAsync(context) : refuse.RunAsync(context))
            .DisableAntiforgery(); // a client's form posts here, and nothing is done that it did not ask for

    private async Task RunAsync(HttpContext context)
    {
        // A post from the application's site comes without the session cookie (SameSite=Lax); a navigation has it.
        if (HttpMethods.IsPost(context.Request.Method))
        {
            AuthorizationAnswer.Redirect(context, QueryHelpers.AddQueryString(Path, context.Request.Form));
            return;
        }

        var parameters = context.GetOpenIddictServerRequest()
            ?? throw new InvalidOperationException("OpenIddict has not seen this request.");
        var application = current.FindApplication(parameters.ClientId)
            ?? throw new InvalidOperationException("OpenIddict has accepted an unknown application.");
        var request = AuthorizationRequest.Of(current.Environment, application, parameters);
        if (ConsentAnswer.IsDenial(context.Request.Query))
        {
            Refuse(context, request, Errors.AccessDenied, "The person did not allow it.");
            return;
        }

        var person = await people.FindAsync(context, context.RequestAborted);
        if (person is null && request.IsSilent && people.MayBeSignedIn(context))
        {
            decide.EnsureNobody();
        }

        var began = interaction.BeganAt(context, current.Environment.Id);
        switch (await decide.RunAsync(request, person, began, context.RequestAborted))
        {
            case NextStep.SignIn:
                GoTo(context, "/signin");
                break;
            case NextStep.ChooseTenant:
                GoTo(context, "/tenants");
                break;
            case NextStep.AskConsent:
                GoTo(context, "/consent");
                break;
            case NextStep.Issue step:
                await IssueAsync(context, request, step);
                break;
            case NextStep.Refuse step:
                Refuse(context, request, step.Error, step.Description);
                break;
        }
    }

    private async Task IssueAsync(HttpContext context, AuthorizationRequest request, NextStep.Issue step)
    {
        var issuer = context.Here().Issuer;
        if (await issue.RunAsync(request, step.Person, step.Tenant, issuer, context.RequestAborted) is { } code)
        {
            AuthorizationAnswer.Code(context, request.RedirectUri, request.State, issuer, code);
        }
        else
        {
            Refuse(context, request, "invalid_request_uri", "The request_uri was used before.");
        }
    }

    private static void Refuse(HttpContext context, AuthorizationRequest request, string error, string description) =>
        AuthorizationAnswer.Error(context, request.RedirectUri, request.State, context.Here().Issuer, error, description);

    private void GoTo(HttpContext context, string page) =>
        AuthorizationAnswer.Redirect(context, page, [new("return", interaction.ReturnTo(context, current.Environment.Id))]);
}
