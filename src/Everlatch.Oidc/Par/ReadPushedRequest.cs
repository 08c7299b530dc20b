using Everlatch.Oidc.Protocol;
using Everlatch.Storage;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Everlatch.Oidc.Par;

/// <summary>Reads the pushed request that an authorization request names; its parameters replace those of the request.</summary>
internal sealed class ReadPushedRequest(CurrentHost current, IDatabase database, TimeProvider clock)
    : IOpenIddictServerHandler<ValidateTokenContext>
{
    public async ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (!context.IsPresentedAs(TokenTypeIdentifiers.Private.RequestToken))
        {
            return;
        }

        var now = clock.GetUtcNow();
        var parameters = Handle.Is(Handle.PushedRequest, context.Token)
            && current.FindApplication(context.Transaction.Request?.ClientId) is { } application
                ? await PushedRequestStore.FindAsync(
                    database, current.Environment.Id, Handle.IdOf(context.Token), application.Id, now, context.CancellationToken)
                : null;
        if (parameters is null)
        {
            context.Reject("invalid_request_uri", "The request_uri is unknown, spent or expired.");
            return;
        }

        context.Principal = HandlePrincipal
            .Of(TokenTypeIdentifiers.Private.RequestToken, context.Transaction.Request!.ClientId!, now + PushedRequest.Life)
            .SetClaim(Claims.Private.RequestTokenType, RequestTokenTypes.Private.PushedAuthorizationRequest)
            .SetClaim(Claims.Private.RequestParameters, parameters);
    }
}
