using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Identity.Apis;

/// <summary>APIs that accept access tokens.</summary>
public static class ApisFeature
{
    /// <summary>Registers the feature.</summary>
    public static IServiceCollection AddApis(this IServiceCollection services) => services
        .AddSingleton<ReadApis>()
        .AddSingleton<CreateApi>()
        .AddSingleton<UpdateApi>()
        .AddSingleton<DeleteApi>();
}
