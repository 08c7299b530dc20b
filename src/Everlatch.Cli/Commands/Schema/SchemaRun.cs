using System.CommandLine;
using Everlatch.Cli.Management;
using Everlatch.Schema;

namespace Everlatch.Cli.Commands.Schema;

/// <summary>What one run of a schema verb has at hand.</summary>
internal sealed class SchemaRun(ParseResult parsed)
{
    /// <summary>How long a look may wait for the database: all that most verbs do, and what 'apply' does first.</summary>
    public static readonly Option<int> Timeout = new("--timeout")
    {
        Description = "Seconds that the database has for a look, somebody's locks included; after that nobody can tell (exit 1).",
        DefaultValueFactory = _ => 10,
    };

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

    /// <summary>The same for a verb that only looks, and waits no longer than it is told to.</summary>
    /// <exception cref="WrongUsageException">The time is none.</exception>
    public SchemaDatabase Looking => Target.Live.Within(Patience);

    /// <summary>How long that is.</summary>
    public TimeSpan Patience => Value(Timeout) is > 0 and var seconds
        ? TimeSpan.FromSeconds(seconds)
        : throw new WrongUsageException($"{Timeout.Name} takes seconds, 1 or more.");

    /// <summary>The build's files.</summary>
    public SchemaSource Source => Target.Source;

    /// <summary>What an option was given.</summary>
    public T? Value<T>(Option<T> option) => parsed.GetValue(option);

    /// <summary>What an argument was given.</summary>
    public T? Value<T>(Argument<T> argument) => parsed.GetValue(argument);
}
