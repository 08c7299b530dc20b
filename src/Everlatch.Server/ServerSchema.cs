using Everlatch.Hosting;
using Everlatch.Server.Wiring;
using Everlatch.Storage;

namespace Everlatch.Server;

/// <summary>The database whose schema a server with this environment would need. A server itself only looks at it.</summary>
public static class ServerSchema
{
    // Databases of regions, for verbs that look at several: a server knows only its own.
    private const string Databases = "Everlatch:Schema:Databases";

    /// <summary>
    /// Where it is; needs no master key. With a region, the database that the environment names for it; null when it names none.
    /// </summary>
    public static StorageOptions? OptionsOf(string? region)
    {
        var configuration = new ConfigurationBuilder().AddSettings(new Dictionary<string, string?>()).Build();
        var options = configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions();
        if (region is null)
        {
            return options;
        }

        options.Postgres = configuration[$"{Databases}:{region}"] ?? "";
        return options.Postgres.Length > 0 ? options : null;
    }
}
