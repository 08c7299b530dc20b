using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Oidc;

/// <summary>The interactive protocols, one folder an endpoint.</summary>
public static class OidcFeature
{
    /// <summary>Registers them.</summary>
    public static IServiceCollection AddOidc(this IServiceCollection services, IConfiguration configuration)
    {
        return services;
    }

    /// <summary>Maps their endpoints.</summary>
    public static IEndpointRouteBuilder MapOidc(this IEndpointRouteBuilder routes)
    {
        return routes;
    }
}
