using System.CommandLine;
using System.Text.Json.Nodes;
using Everlatch.Schema;
using Everlatch.Schema.Contracts;
using Everlatch.Storage;

namespace Everlatch.Cli.Commands.Schema;

/// <summary>Which database a schema verb looks at, and whose schema it is to have.</summary>
internal sealed class SchemaTarget
{
    /// <summary>The database.</summary>
    public static readonly Option<string?> Database = new("--database")
    {
        Description = "PostgreSQL connection string or SQLite file; else what the environment says, as for 'serve'. "
            + "One with a password goes into --database-file or the environment.",
        Recursive = true,
    };

    /// <summary>The same, out of sight of other users of the machine.</summary>
    public static readonly Option<string?> DatabaseFile = new("--database-file")
    {
        Description = "File that holds the connection string.", Recursive = true,
    };

    /// <summary>The region.</summary>
    public static readonly Option<string?> Region = new("--region")
    {
        Description =
            "The region whose database EVERLATCH__SCHEMA__DATABASES__REGION names; with --database, its name in the report.",
        Recursive = true,
    };

    /// <summary>The files of another build.</summary>
    public static readonly Option<string?> From = new("--from")
    {
        Description = "Folder with Migrations/ and Contracts/ of the build; without it, this build's own.", Recursive = true,
    };

    // Of a digest as many digits as tell two apart at a glance.
    private const int DigestShown = 12;

    // Only when it is asked for: a verb that makes a contract must not trip over the one that is there.
    private readonly Lazy<SchemaSource> source;
    private readonly StorageOptions options;
    private readonly string region;

    private SchemaTarget(StorageOptions options, string region, string? from)
    {
        (this.options, this.region) = (options, region);
        Live = StorageSchema.DatabaseOf(options, region, mayCreate: false);
        source = new Lazy<SchemaSource>(() => StorageSchema.SourceOf(from, Live.Engine));
    }

    /// <summary>The database to look at. A SQLite file that is not there is an error and not an empty database.</summary>
    public SchemaDatabase Live { get; }

    /// <summary>The same to be changed: a SQLite file that is not there is made.</summary>
    public SchemaDatabase Changing => StorageSchema.DatabaseOf(options, region, mayCreate: true);

    /// <summary>The database's address, as stores are given it.</summary>
    public StorageOptions Storage => options;

    /// <summary>Its name for people; never with a password.</summary>
    public string Name => StorageSchema.NameOf(options);

    /// <summary>Everything that the build knows about its schema.</summary>
    public SchemaSource Source => source.Value;

    /// <summary>What the command line and the environment say.</summary>
    /// <exception cref="WrongUsageException">They contradict each other or name nothing.</exception>
    public static SchemaTarget Of(ParseResult parsed) => new(
        OptionsOf(parsed.GetValue(Database), parsed.GetValue(DatabaseFile), parsed.GetValue(Region)),
        parsed.GetValue(Region) ?? "",
        parsed.GetValue(From));

    /// <summary>Another database, named by an option or a file; null when neither is given.</summary>
    /// <exception cref="WrongUsageException">Both are given, or it is no name of a database.</exception>
    public static SchemaTarget? Other(string? database, string? file) =>
        database is null && file is null ? null : new SchemaTarget(OptionsOf(database, file, null), "", null);

    /// <summary>What every report begins with.</summary>
    public JsonObject Head(SchemaContract? contract = null)
    {
        var head = new JsonObject { ["database"] = Name, ["engine"] = Live.Engine.Name };
        if (region.Length > 0)
        {
            head["region"] = region;
        }

        head["release"] = Source.Release;
        if (contract is not null)
        {
            head["contract"] = contract.Digest;
        }

        return head;
    }

    /// <summary>The same in lines.</summary>
    public void WriteHead(Screen screen, SchemaContract? contract = null)
    {
        screen.Row("database", $"{Name} ({Live.Engine}{(region.Length > 0 ? $", region {region}" : "")})");
        screen.Row(
            "build", $"release {Source.Release}{(contract is null ? "" : $", contract {contract.Digest[..DigestShown]}")}");
    }

    private static StorageOptions OptionsOf(string? database, string? file, string? region) => (database, file) switch
    {
        (not null, not null) => throw new WrongUsageException("An option and a file both name the database; one is enough."),
        ({ } text, null) => DatabaseName.Read(text),
        (null, { } path) => DatabaseName.ReadFile(path),
        _ => DatabaseName.OfEnvironment(region),
    };
}
