using Everlatch.Oidc.Access;
using Everlatch.Oidc.Authorize;
using Everlatch.Oidc.Codes;
using Everlatch.Oidc.Device;
using Everlatch.Oidc.Limits;
using Everlatch.Oidc.Par;
using Everlatch.Oidc.Token;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;
using BuiltIn = OpenIddict.Server.OpenIddictServerHandlers;
using Http = OpenIddict.Server.AspNetCore.OpenIddictServerAspNetCoreHandlers;

namespace Everlatch.Oidc.Protocol;

/// <summary>Our rules, each with the built-in handler that it follows.</summary>
internal static class ProtocolRules
{
    public static void AddRules(this OpenIddictServerBuilder server)
    {
        server.AddEventHandler(Rule.After<ProcessRequestContext, ChooseIssuer>(Http.ResolveRequestUri.Descriptor));
        server.AddEventHandler(
            Rule.After<ProcessAuthenticationContext, AuthenticateClient>(BuiltIn.ValidateRequiredTokens.Descriptor));
        server.AddEventHandler(
            Rule.LastAfter<ProcessAuthenticationContext, RequireSigningKey>(BuiltIn.ValidateRequiredTokens.Descriptor));
        AddRequestRules(server);
        AddHandleRules(server);
        server.AddEventHandler(Rule.After<HandleTokenRequestContext, DecideTokens>(BuiltIn.Exchange.AttachPrincipal.Descriptor));
        server.AddEventHandler(Rule.After<GenerateTokenContext, SignClaims>(BuiltIn.Protection.AttachTokenMetadata.Descriptor));
        AddResponseRules(server);
    }

    private static void AddRequestRules(OpenIddictServerBuilder server)
    {
        server.AddEventHandler(Rule.After<ValidateAuthorizationRequestContext, CheckAuthorization>(
            BuiltIn.Authentication.ValidateProofKeyForCodeExchangeParameters.Descriptor));
        server.AddEventHandler(Rule.After<ValidatePushedAuthorizationRequestContext, CheckAuthorization>(
            BuiltIn.Authentication.ValidatePushedProofKeyForCodeExchangeParameters.Descriptor));
        server.AddEventHandler(Rule.After<ValidateAuthorizationRequestContext, CheckAccess>(
            BuiltIn.Authentication.ValidateClientRedirectUri.Descriptor));
        server.AddEventHandler(Rule.After<ValidatePushedAuthorizationRequestContext, CheckAccess>(
            BuiltIn.Authentication.ValidatePushedClientRedirectUri.Descriptor));
        server.AddEventHandler(Rule.After<ValidateDeviceAuthorizationRequestContext, CheckAccess>(
            BuiltIn.Device.ValidateDeviceAuthentication.Descriptor));
        server.AddEventHandler(Rule.LastAfter<ValidatePushedAuthorizationRequestContext, LimitPublicClients>(
            BuiltIn.Authentication.ValidatePushedClientRedirectUri.Descriptor));
        server.AddEventHandler(Rule.LastAfter<ValidateDeviceAuthorizationRequestContext, LimitPublicClients>(
            BuiltIn.Device.ValidateDeviceAuthentication.Descriptor));
    }

    // What is opaque to clients: each kind is resolved by one rule and issued by another.
    private static void AddHandleRules(OpenIddictServerBuilder server)
    {
        var resolving = BuiltIn.Protection.RemoveDisallowedCharacters.Descriptor;
        server.AddEventHandler(Rule.FirstAfter<ValidateTokenContext, CheckWantedAccess>(resolving));
        server.AddEventHandler(Rule.After<ValidateTokenContext, RedeemCode>(resolving));
        server.AddEventHandler(Rule.After<ValidateTokenContext, RedeemDeviceCode>(resolving));
        server.AddEventHandler(Rule.After<ValidateTokenContext, ReadPushedRequest>(resolving));
        server.AddEventHandler(Rule.LastAfter<ValidateTokenContext, RefuseOtherTokens>(resolving));

        var issuing = BuiltIn.Protection.AttachSecurityCredentials.Descriptor;
        server.AddEventHandler(Rule.After<GenerateTokenContext, IssueRefreshToken>(issuing));
        server.AddEventHandler(Rule.After<GenerateTokenContext, KeepPushedRequest>(issuing));
        server.AddEventHandler(Rule.After<GenerateTokenContext, StartDevice>(issuing));
    }

    private static void AddResponseRules(OpenIddictServerBuilder server)
    {
        server.AddEventHandler(
            Rule.After<ProcessErrorContext, DropErrorAddress>(BuiltIn.AttachErrorParameters.Descriptor));
        server.AddEventHandler(
            Rule.After<ApplyTokenResponseContext, CountAnswers>(BuiltIn.Exchange.NormalizeErrorResponse.Descriptor));
        server.AddEventHandler(Rule.After<ApplyTokenResponseContext, SayTryLater<ApplyTokenResponseContext>>(
            Http.AttachHttpResponseCode<ApplyTokenResponseContext>.Descriptor));
        server.AddEventHandler(
            Rule.After<ApplyPushedAuthorizationResponseContext, SayTryLater<ApplyPushedAuthorizationResponseContext>>(
                Http.AttachHttpResponseCode<ApplyPushedAuthorizationResponseContext>.Descriptor));
        server.AddEventHandler(
            Rule.After<ApplyDeviceAuthorizationResponseContext, SayTryLater<ApplyDeviceAuthorizationResponseContext>>(
                Http.AttachHttpResponseCode<ApplyDeviceAuthorizationResponseContext>.Descriptor));
    }
}
