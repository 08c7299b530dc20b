using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Identity.Keys;

/// <summary>Signing keys: made, rotated, revoked, retired.</summary>
public static class KeysFeature
{
    /// <summary>Registers the feature.</summary>
    public static IServiceCollection AddKeys(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<KeyOptions>()
            .Bind(configuration.GetSection(KeyOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<MakeKeys>();
        services.AddSingleton<EnsureKeys>();
        services.AddSingleton<RotateKey>();
        services.AddSingleton<RevokeKey>();
        services.AddSingleton<ListKeys>();
        services.AddSingleton<DueKeys>();
        services.AddHostedService<FollowKeySchedule>();
        return services;
    }
}
