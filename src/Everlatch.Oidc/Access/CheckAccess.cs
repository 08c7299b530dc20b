using Everlatch.Oidc.Protocol;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Everlatch.Oidc.Access;

/// <summary>Refuses scopes and resources that the application may not have, at each endpoint where a grant begins.</summary>
internal sealed class CheckAccess(CurrentHost current) :
    IOpenIddictServerHandler<ValidateAuthorizationRequestContext>,
    IOpenIddictServerHandler<ValidatePushedAuthorizationRequestContext>,
    IOpenIddictServerHandler<ValidateDeviceAuthorizationRequestContext>
{
    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context) => Check(context, context.Request);

    public ValueTask HandleAsync(ValidatePushedAuthorizationRequestContext context) => Check(context, context.Request);

    public ValueTask HandleAsync(ValidateDeviceAuthorizationRequestContext context) => Check(context, context.Request);

    private ValueTask Check(BaseValidatingContext context, OpenIddictRequest request)
    {
        if (current.FindApplication(request.ClientId) is not { } application)
        {
            context.Reject(Errors.InvalidClient, "The client is unknown.");
            return default;
        }

        switch (DecideAccess.For(current.Environment, application, request.GetScopes(), request.GetResources()))
        {
            case AccessOutcome.UnknownScope:
                context.Reject(Errors.InvalidScope, "A scope is not one that this application may have there.");
                break;
            case AccessOutcome.UnknownResource:
                context.Reject(Errors.InvalidTarget, "A resource is not one that this application may have.");
                break;
        }

        return default;
    }
}
