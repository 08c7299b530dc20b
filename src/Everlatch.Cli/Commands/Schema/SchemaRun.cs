using System.CommandLine;
using Everlatch.Cli.Management;
using Everlatch.Schema;

namespace Everlatch.Cli.Commands.Schema;

/// <summary>What one run of a schema verb has at hand.</summary>
internal sealed class SchemaRun(ParseResult parsed)
{
    private SchemaTarget? target;

    /// <summary>Whether one JSON document is to be printed, and nothing for people.</summary>
    public bool Json => parsed.GetValue(ConnectionOptions.Json);

    /// <summary>Where the report goes.</summary>
    public Output Output => new(Json);

    /// <summary>The database and the build's files.</summary>
    /// <exception cref="WrongUsageException">The command line names none.</exception>
    public SchemaTarget Target => target ??= SchemaTarget.Of(parsed);

    /// <summary>Whether the command line names a database.</summary>
    public bool NamesDatabase =>
        Value(SchemaTarget.Database) is not null
            || Value(SchemaTarget.DatabaseFile) is not null
            || Value(SchemaTarget.Region) is not null;

    /// <summary>The database.</summary>
    public SchemaDatabase Live => Target.Live;

    /// <summary>The build's files.</summary>
    public SchemaSource Source => Target.Source;

    /// <summary>What an option was given.</summary>
    public T? Value<T>(Option<T> option) => parsed.GetValue(option);

    /// <summary>What an argument was given.</summary>
    public T? Value<T>(Argument<T> argument) => parsed.GetValue(argument);
}
