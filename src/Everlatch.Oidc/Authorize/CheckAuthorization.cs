using Everlatch.Oidc.Codes;
using Everlatch.Oidc.Protocol;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Http;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Everlatch.Oidc.Authorize;

/// <summary>
/// Refuses what OpenIddict lets pass: a parameter twice, no redirect_uri, a challenge that is none, a max_age that is no number.
/// </summary>
internal sealed class CheckAuthorization :
    IOpenIddictServerHandler<ValidateAuthorizationRequestContext>,
    IOpenIddictServerHandler<ValidatePushedAuthorizationRequestContext>
{
    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context) =>
        Repeated(context.Transaction.GetHttpRequest()!) is { } twice
            ? Refuse(context, RepeatedParameter.Problem(twice))
            : Check(context, context.Request);

    public ValueTask HandleAsync(ValidatePushedAuthorizationRequestContext context) => Check(context, context.Request);

    private static string? Repeated(HttpRequest request) =>
        RepeatedParameter.Of(HttpMethods.IsPost(request.Method) ? request.Form : request.Query);

    private static ValueTask Check(BaseValidatingContext context, OpenIddictRequest request) =>
        ProblemOf(request) is { } problem ? Refuse(context, problem) : default;

    private static ValueTask Refuse(BaseValidatingContext context, string problem)
    {
        context.Reject(Errors.InvalidRequest, problem);
        return default;
    }

    private static string? ProblemOf(OpenIddictRequest request) => true switch
    {
        _ when string.IsNullOrEmpty(request.RedirectUri) => "A redirect_uri was expected.",
        _ when !ProofKey.IsChallenge(request.CodeChallenge) => "A code_challenge of 43 base64url characters was expected (S256).",
        _ when request.HasParameter(Parameters.MaxAge) && request.MaxAge is null or < 0 =>
            "max_age was expected to be a number of seconds.",
        _ => null,
    };
}
