using System.Reflection;
using Everlatch.Schema;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Everlatch.Storage;

/// <summary>This build's schema, and the database that the options name, as Everlatch.Schema knows them.</summary>
public static class StorageSchema
{
    /// <summary>Everything that this build knows about its schema, from its own assembly.</summary>
    public static SchemaSource Source { get; } = new(Release(), SchemaFiles.In(typeof(StorageSchema).Assembly))
    {
        PassingTriggers = MovingTriggers,
    };

    /// <summary>
    /// What the names of triggers begin with that keep an environment's rows as they are while it moves to another region.
    /// </summary>
    public const string MovingTriggers = "everlatch_moving_";

    /// <summary>
    /// The same of another build, from a folder; of this one when none is named and no drill made it (<see cref="Rehearsal" />).
    /// </summary>
    /// <exception cref="SchemaException">There is no such folder, or its contract is malformed or of another engine.</exception>
    public static SchemaSource SourceOf(string? folder, SchemaEngine engine)
    {
        folder ??= Rehearsal.SchemaFolder;
        if (folder is null)
        {
            return Source;
        }

        var files = SchemaFiles.InFolder(folder);

        // A build that has no contract yet is one that makes it: it has no version either.
        return files.Find($"Contracts/{engine.Name}.contract") is null
            ? new SchemaSource("0.0.0", files)
            : new SchemaSource(new SchemaSource("0.0.0", files).ContractOf(engine).Release, files);
    }

    /// <summary>The database by its address, with sessions of their own: locks and settings live in a session.</summary>
    /// <param name="options">Where it is.</param>
    /// <param name="region">Its region's name in messages; empty for the only one.</param>
    /// <param name="mayCreate">Whether a SQLite file that is not there is made.</param>
    /// <param name="onlyLooks">Whether a standby may answer while there is no primary.</param>
    public static SchemaDatabase DatabaseOf(
        StorageOptions options, string region = "", bool mayCreate = true, bool onlyLooks = false) =>
        options.Postgres.Length > 0
        ? new SchemaDatabase(
            SchemaEngine.Postgres,
            NpgsqlFactory.Instance,
            PostgresText(options, onlyLooks))
        {
            Region = region,
        }
        : new SchemaDatabase(
            SchemaEngine.Sqlite,
            SqliteFactory.Instance,
            new SqliteConnectionStringBuilder
            {
                DataSource = options.SqliteFile,
                Pooling = false,
                Mode = mayCreate ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            }.ConnectionString) { Region = region };

    private static string PostgresText(StorageOptions options, bool onlyLooks)
    {
        var text = new NpgsqlConnectionStringBuilder(options.Postgres)
        {
            Pooling = false,
            ApplicationName = "everlatch schema",

            // Texts and numbers are all that is read; to ask for every type of the server would take longer than the rest.
            // By its name: the property calls itself obsolete for a data source, which no factory of ADO.NET makes.
            ["Server Compatibility Mode"] = "NoTypeLoading",
        };
        if (PostgresAddress.HostsOf(options.Postgres).Count > 1)
        {
            text.TargetSessionAttributes = onlyLooks ? "prefer-primary" : "primary";
            text.Timeout = options.ConnectTimeoutSeconds;
        }

        return text.ConnectionString;
    }

    /// <summary>The database's name for people: host and database, or the file. Never with a password.</summary>
    public static string NameOf(StorageOptions options)
    {
        if (options.Postgres.Length == 0)
        {
            return options.SqliteFile;
        }

        var address = new NpgsqlConnectionStringBuilder(options.Postgres);
        return $"{address.Host}:{address.Port}/{address.Database}";
    }

    private static string Release() =>
        typeof(StorageSchema).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];
}
