using Everlatch.Directory.Clients;
using Microsoft.AspNetCore;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Everlatch.Oidc.Protocol;

/// <summary>
/// Authenticates the application of a request by the one piece of code that every path uses, before any handle is looked at.
/// </summary>
internal sealed class AuthenticateClient(CurrentHost current, ClientAuthentication clients)
    : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        if (context.EndpointType is not (OpenIddictServerEndpointType.Token
            or OpenIddictServerEndpointType.PushedAuthorization
            or OpenIddictServerEndpointType.DeviceAuthorization))
        {
            return; // a browser's request: its client is only named
        }

        var request = context.Transaction.GetHttpRequest()!;
        if (request.HasFormContentType
            && RepeatedParameter.Of(await request.ReadFormAsync(context.CancellationToken)) is { } twice)
        {
            context.Reject(Errors.InvalidRequest, RepeatedParameter.Problem(twice));
            return;
        }

        var credentials = await PresentedClient.ReadAsync(request, context.CancellationToken);
        switch (await clients.AuthenticateAsync(current.Here, credentials))
        {
            case ClientAuthenticationOutcome.Authenticated { Client: AuthenticatedClient.Application application }:
                context.Request.ClientId = application.ClientId;
                break;
            case ClientAuthenticationOutcome.Authenticated:
                context.Reject(Errors.UnauthorizedClient, "A machine gets tokens by the client_credentials grant only.");
                break;
            case ClientAuthenticationOutcome.Malformed malformed:
                context.Reject(Errors.InvalidRequest, malformed.Reason);
                break;
            case ClientAuthenticationOutcome.Overloaded:
                context.Reject(Errors.TemporarilyUnavailable, "Try again shortly.");
                break;
            default:
                context.Reject(Errors.InvalidClient, "The client could not be authenticated.");
                break;
        }
    }
}
