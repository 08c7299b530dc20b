using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Identity.Upkeep;

/// <summary>Registers the loop that deletes expired rows.</summary>
public static class UpkeepFeature
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddUpkeep(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<UpkeepOptions>()
            .Bind(configuration.GetSection(UpkeepOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddHostedService<UpkeepLoop>();
        return services;
    }
}
