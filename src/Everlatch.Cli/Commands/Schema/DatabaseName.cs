using System.Data.Common;
using Everlatch.Server;
using Everlatch.Storage;

namespace Everlatch.Cli.Commands.Schema;

/// <summary>
/// Reads which database a text names, a connection string or the path of a SQLite file. No message quotes one: it may hold a
/// password.
/// </summary>
internal static class DatabaseName
{
    // What only a SQLite connection string can say.
    private static readonly string[] SqliteKeys = ["Data Source", "DataSource", "Filename"];

    /// <summary>The settings of the database that an option names.</summary>
    /// <exception cref="WrongUsageException">It names none.</exception>
    public static StorageOptions Read(string text) => Read("The database", text);

    /// <summary>The same of a file that holds the text.</summary>
    /// <exception cref="WrongUsageException">There is no such file, or it names none.</exception>
    public static StorageOptions ReadFile(string path)
    {
        try
        {
            return Read($"The file {path}", File.ReadAllText(path).Trim());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WrongUsageException($"The file {path} that holds a connection string cannot be read: {e.Message}");
        }
    }

    /// <summary>The database of this environment's server, or of a region.</summary>
    /// <exception cref="WrongUsageException">The environment names none for the region, or something else.</exception>
    public static StorageOptions OfEnvironment(string? region)
    {
        var variable = region is null
            ? "EVERLATCH__STORAGE__POSTGRES"
            : $"EVERLATCH__SCHEMA__DATABASES__{region.ToUpperInvariant()}";
        var options = ServerSchema.OptionsOf(region)
            ?? throw new WrongUsageException($"{variable} does not name the database of '{region}'.");
        return options.Postgres.Length == 0 ? options : Checked(variable, options);
    }

    private static StorageOptions Read(string who, string text)
    {
        // A variable of a pipeline that is not set must not become a database that is made for the occasion.
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new WrongUsageException(
                $"{who}: A connection string or the path of a SQLite file was expected, and nothing was found.");
        }

        return IsPath(text) ? new StorageOptions { SqliteFile = text }
            : SqliteFile(text) is { Length: > 0 } file ? new StorageOptions { SqliteFile = file }
            : Checked(who, new StorageOptions { Postgres = text });
    }

    private static bool IsPath(string text) =>
        !text.Contains('=', StringComparison.Ordinal) && !text.Contains("://", StringComparison.Ordinal);

    private static string? SqliteFile(string text)
    {
        try
        {
            var address = new DbConnectionStringBuilder { ConnectionString = text };
            return SqliteKeys.FirstOrDefault(address.ContainsKey) is { } key ? (string)address[key] : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static StorageOptions Checked(string who, StorageOptions options) =>
        PostgresAddress.ProblemOf(options.Postgres) is { } problem
            ? throw new WrongUsageException($"{who}: {problem}")
            : options;
}
