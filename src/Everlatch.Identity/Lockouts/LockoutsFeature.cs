using Everlatch.Identity.Upkeep;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Identity.Lockouts;

/// <summary>Registers the counting of attempts.</summary>
public static class LockoutsFeature
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddLockouts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LockoutOptions>()
            .Bind(configuration.GetSection(LockoutOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<LockoutRules>();
        services.AddSingleton<LockoutSubject>();
        services.AddSingleton<LockoutStore>();
        services.AddSingleton<GiveBack>();
        services.AddSingleton<Attempts>();
        services.AddSingleton<IUpkeep, LockoutUpkeep>();
        return services;
    }
}
