namespace Everlatch.Hosting;

/// <summary>Where settings come from, the last one wins: the environment, a folder of secret files, the verb.</summary>
public static class Settings
{
    /// <summary>Folder of files named like settings (<c>Everlatch__Storage__Postgres</c>), each holding one value.</summary>
    public const string SecretsFolder = "EVERLATCH_SECRETS_DIR";

    /// <summary>Adds them. No settings file and no command line: secrets would end up in both.</summary>
    public static IConfigurationBuilder AddSettings(
        this IConfigurationBuilder configuration, IReadOnlyDictionary<string, string?> settings)
    {
        configuration.AddEnvironmentVariables();
        if (Environment.GetEnvironmentVariable(SecretsFolder) is { Length: > 0 } folder)
        {
            configuration.AddKeyPerFile(Path.GetFullPath(folder), optional: false);
        }

        return configuration.AddInMemoryCollection(settings);
    }
}
