using Everlatch.Oidc.Authorize;
using Everlatch.Oidc.Codes;
using Everlatch.Oidc.Discovery;
using Everlatch.Oidc.Grants;
using Everlatch.Oidc.Protocol;
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
        services.AddSingleton(provider => new SpendRefreshToken(
            provider.GetRequiredService<IDatabase>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<EndGrant>();
        services.AddSingleton<IssueCode>();
        services.AddSingleton<Interaction>();
        services.AddSingleton<DecideNextStep>();
        services.AddScoped<AuthorizeEndpoint>();
        services.AddScoped<RefuseAuthorization>();
        return services;
    }

    /// <summary>Maps their endpoints.</summary>
    public static IEndpointRouteBuilder MapOidc(this IEndpointRouteBuilder routes)
    {
        AuthorizeEndpoint.Map(routes);
        DiscoveryEndpoints.Map(routes);
        return routes;
    }
}
