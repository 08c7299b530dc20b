using System.Net;
using Everlatch.Core;
using Everlatch.Directory.Entries;
using Everlatch.Oidc.Protocol;
using Microsoft.AspNetCore;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Everlatch.Oidc.Limits;

/// <summary>
/// Refuses what anybody sends in the name of a public client faster than it may come: each such request keeps a row.
/// </summary>
internal sealed class LimitPublicClients(CurrentHost current, PublicClientRate rate) :
    IOpenIddictServerHandler<ValidatePushedAuthorizationRequestContext>,
    IOpenIddictServerHandler<ValidateDeviceAuthorizationRequestContext>
{
    public ValueTask HandleAsync(ValidatePushedAuthorizationRequestContext context) => Admit(context, context.ClientId);

    public ValueTask HandleAsync(ValidateDeviceAuthorizationRequestContext context) => Admit(context, context.ClientId);

    private ValueTask Admit(BaseValidatingContext context, string? clientId)
    {
        // A web application has authenticated by now: nobody else sends in its name.
        if (current.FindApplication(clientId) is not { } application || application.Kind == ApplicationKind.Web)
        {
            return default;
        }

        var address = context.Transaction.GetHttpRequest()?.HttpContext.Connection.RemoteIpAddress ?? IPAddress.None;
        if (rate.Admit(current.Environment.Id, application.Id, NetworkParty.Of(address)) is { } wait)
        {
            context.Transaction.Keep(new TooManyRequests(wait));
            context.Reject(Errors.TemporarilyUnavailable, "Too many requests came from this address for this client.");
        }

        return default;
    }
}
