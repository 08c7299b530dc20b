using Everlatch.Server.Wiring;
using Everlatch.Storage;
using Everlatch.Storage.Schema;

namespace Everlatch.Server;

/// <summary>The schema of the database that a server with this environment would use. A server itself only looks at it.</summary>
public static class ServerSchema
{
    /// <summary>Its runner; needs no master key.</summary>
    public static ISchemaRunner Open()
    {
        var configuration = new ConfigurationBuilder().AddServerSettings(new Dictionary<string, string?>()).Build();
        var options = configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions();
        return StorageFeature.Open(options, TimeProvider.System).Schema;
    }
}
