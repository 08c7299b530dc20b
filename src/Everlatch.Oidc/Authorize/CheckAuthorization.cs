using Everlatch.Oidc.Codes;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Everlatch.Oidc.Authorize;

/// <summary>Refuses what OpenIddict lets pass: no redirect_uri, a challenge that is none, a max_age that is no number.</summary>
internal sealed class CheckAuthorization :
    IOpenIddictServerHandler<ValidateAuthorizationRequestContext>,
    IOpenIddictServerHandler<ValidatePushedAuthorizationRequestContext>
{
    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context) => Check(context, context.Request);

    public ValueTask HandleAsync(ValidatePushedAuthorizationRequestContext context) => Check(context, context.Request);

    private static ValueTask Check(BaseValidatingContext context, OpenIddictRequest request)
    {
        if (ProblemOf(request) is { } problem)
        {
            context.Reject(Errors.InvalidRequest, problem);
        }

        return default;
    }

    private static string? ProblemOf(OpenIddictRequest request) => true switch
    {
        _ when string.IsNullOrEmpty(request.RedirectUri) => "A redirect_uri was expected.",
        _ when !ProofKey.IsChallenge(request.CodeChallenge) => "A code_challenge of 43 base64url characters was expected (S256).",
        _ when request.HasParameter(Parameters.MaxAge) && request.MaxAge is null or < 0 => "max_age was expected to be a number of seconds.",
        _ => null,
    };
}
