namespace Everlatch.Server.Api;

/// <summary>The management API, one folder an area.</summary>
internal static class ManagementFeature
{
    /// <summary>Registers it.</summary>
    public static IServiceCollection AddManagement(this IServiceCollection services, IConfiguration configuration)
    {
        return services;
    }

    /// <summary>Maps it.</summary>
    public static IEndpointRouteBuilder MapManagement(this IEndpointRouteBuilder routes)
    {
        return routes;
    }
}
