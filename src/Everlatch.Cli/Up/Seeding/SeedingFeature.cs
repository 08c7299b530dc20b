using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Cli.Up.Seeding;

/// <summary>Registers what makes first data.</summary>
internal static class SeedingFeature
{
    /// <summary>Adds it.</summary>
    public static void AddSeeding(this IServiceCollection services) => services
        .AddSingleton<Seed>()
        .AddSingleton<SeedEnvironment>()
        .AddSingleton<SeedMachines>()
        .AddSingleton<SeedDemo>()
        .AddSingleton<SeedApis>()
        .AddSingleton<SeedWebApp>()
        .AddSingleton<SeedAppSecret>()
        .AddSingleton<SeedPeople>()
        .AddSingleton<SeedTenants>();
}
