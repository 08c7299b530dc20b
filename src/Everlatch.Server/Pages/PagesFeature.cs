namespace Everlatch.Server.Pages;

/// <summary>The pages that a person sees.</summary>
internal static class PagesFeature
{
    /// <summary>Registers them.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services, IConfiguration configuration)
    {
        return services;
    }

    /// <summary>Maps them.</summary>
    public static IEndpointRouteBuilder MapPages(this IEndpointRouteBuilder routes)
    {
        return routes;
    }
}
