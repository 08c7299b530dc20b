using Everlatch.Directory.TokenRequests;
using Everlatch.Oidc.Authorize;
using Everlatch.Oidc.Callers;
using Everlatch.Oidc.Codes;
using Everlatch.Oidc.Consent;
using Everlatch.Oidc.Device;
using Everlatch.Oidc.Discovery;
using Everlatch.Oidc.Grants;
using Everlatch.Oidc.Introspect;
using Everlatch.Oidc.Limits;
using Everlatch.Oidc.Logout;
using Everlatch.Oidc.Outages;
using Everlatch.Oidc.Protocol;
using Everlatch.Oidc.Revoke;
using Everlatch.Oidc.Spending;
using Everlatch.Oidc.Token;
using Everlatch.Oidc.Upkeep;
using Everlatch.Oidc.Userinfo;
using Everlatch.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Oidc;

/// <summary>The interactive protocols, one folder an endpoint.</summary>
public static class OidcFeature
{
    /// <summary>Registers them. The host adds <see cref="People.IPeople" /> and <see cref="IProtocolAudit" />.</summary>
    public static IServiceCollection AddOidc(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddProtocol();
        services.AddOptions<PublicClientOptions>()
            .Bind(configuration.GetSection(PublicClientOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<PublicClientRate>();
        services.AddSingleton<UnansweredSpends>();
        services.AddHostedService<GiveBackUnanswered>();
        services.AddSingleton(provider => new SpendRefreshToken(
            provider.GetRequiredService<IDatabase>(),
            provider.GetRequiredService<UnansweredSpends>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<EndGrant>();
        services.AddSingleton<SpendCode>();
        services.AddSingleton<RedeemSealedCode>();
        services.AddOutages();
        services.AddSingleton<IssueCode>();
        services.AddSingleton<Interaction>();
        services.AddSingleton<DecideNextStep>();
        services.AddSingleton<DecideRefresh>();
        services.AddSingleton<ITokenGrant, RefreshGrant>();
        services.AddSingleton<FindConsentRequest>();
        services.AddSingleton<RecordConsent>();
        services.AddSingleton<FindDeviceRequest>();
        services.AddSingleton<DecideDevice>();
        services.AddSingleton<AuthenticateCaller>();
        services.AddSingleton<IntrospectEndpoint>();
        services.AddSingleton<RevokeEndpoint>();
        services.AddSingleton<RevokeAccessToken>();
        services.AddSingleton<RevokeRefreshToken>();
        services.AddSingleton<FindLivingGrant>();
        services.AddSingleton<UserinfoEndpoint>();
        services.AddSingleton<SealedHint>();
        services.AddSingleton<LogoutEndpoint>();
        services.AddHostedService<PurgeExpired>();
        services.AddScoped<AuthorizeEndpoint>();
        services.AddScoped<RefuseAuthorization>();
        return services;
    }

    /// <summary>Maps their endpoints.</summary>
    public static IEndpointRouteBuilder MapOidc(this IEndpointRouteBuilder routes)
    {
        AuthorizeEndpoint.Map(routes);
        DiscoveryEndpoints.Map(routes);
        IntrospectEndpoint.Map(routes);
        RevokeEndpoint.Map(routes);
        UserinfoEndpoint.Map(routes);
        LogoutEndpoint.Map(routes);
        return routes;
    }
}
