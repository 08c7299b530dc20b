using Everlatch.Storage;
using Microsoft.Extensions.Options;

namespace Everlatch.Server.Wiring;

/// <summary>Opens the store that the configuration names.</summary>
internal static class StorageWiring
{
    /// <summary>Registers the database. Nothing connects before it is used.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>()
            .Bind(configuration.GetSection(StorageOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton(provider => StorageFeature.Open(
            provider.GetRequiredService<IOptions<StorageOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IStoreFaults>()));
        return services;
    }
}
