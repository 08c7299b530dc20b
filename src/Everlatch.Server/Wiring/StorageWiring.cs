using Everlatch.Storage;
using Everlatch.Storage.Schema;
using Microsoft.Extensions.Options;

namespace Everlatch.Server.Wiring;

/// <summary>Opens the store that the configuration names.</summary>
internal static class StorageWiring
{
    /// <summary>Registers the database and the runner of its schema. Nothing connects before it is used.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>()
            .Bind(configuration.GetSection(StorageOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton(Open);
        services.AddSingleton(provider => provider.GetRequiredService<Opened>().Database);
        services.AddSingleton(provider => provider.GetRequiredService<Opened>().Schema);
        return services;
    }

    private static Opened Open(IServiceProvider provider)
    {
        var (database, schema) = StorageFeature.Open(
            provider.GetRequiredService<IOptions<StorageOptions>>().Value, provider.GetRequiredService<TimeProvider>());
        return new Opened(database, schema);
    }

    private sealed record Opened(IDatabase Database, ISchemaRunner Schema);
}
