using Everlatch.Core.Secrets;
using Everlatch.Storage;
using Everlatch.Storage.Journal;
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
        services.AddSingleton(provider => new OutageJournal(
            provider.GetRequiredService<IOptions<StorageOptions>>().Value,
            provider.GetRequiredService<MasterKey>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<OutageJournal>>()));
        return services;
    }
}
