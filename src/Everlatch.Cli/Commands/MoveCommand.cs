using System.CommandLine;
using Everlatch.Cli.Commands.Schema;
using Everlatch.Cli.Management;
using Everlatch.Cli.Moves;
using Everlatch.Core;
using Everlatch.Core.Ids;

namespace Everlatch.Cli.Commands;

/// <summary><c>everlatch region move</c>: an environment's home becomes another region.</summary>
internal static class MoveCommand
{
    private static readonly Argument<string> Environment = new("environment") { Description = "The environment's id." };
    private static readonly Option<string> To =
        new("--to") { Description = "The region that becomes its home, such as us.", Required = true };

    private static readonly Option<string> FromDatabase = File("--from-database-file", "the connection string of its home now");
    private static readonly Option<string> FromKey = File("--from-master-key-file", "that region's master key");
    private static readonly Option<string> ToDatabase = File("--to-database-file", "the connection string of its new home");
    private static readonly Option<string> ToKey = File("--to-master-key-file", "that region's master key");
    private static readonly Option<int> Window = new("--window")
    {
        Description = "Seconds for which it may take no writes; past them it stays where it is.",
        DefaultValueFactory = _ => 30,
    };

    private static readonly Option<int> Linger = new("--linger")
    {
        Description = "Seconds after which its rows are deleted where it was, once every server and edge has heard.",
        DefaultValueFactory = _ => 30,
    };

    /// <summary>The verb. What is secret is in files.</summary>
    public static Command Create()
    {
        var command = new Command("move", "Move an environment to another region. Run it again where it was interrupted.")
        {
            Environment, To, FromDatabase, FromKey, ToDatabase, ToKey, Window, Linger, ConnectionOptions.Json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        if (!EnvironmentId.TryParse(parsed.GetRequiredValue(Environment), out var environment))
        {
            throw new WrongUsageException("The first argument is an environment's id, such as env_….");
        }

        if (!Region.TryParse(parsed.GetRequiredValue(To), out var region))
        {
            throw new WrongUsageException("--to names a region, such as us.");
        }

        var (window, linger) = (parsed.GetValue(Window), parsed.GetValue(Linger));
        if (window is < 1 or > 3600 || linger is < 0 or > 3600)
        {
            throw new WrongUsageException("--window is from 1 to 3600 seconds, --linger from 0 to 3600.");
        }

        return MoveRun.RunAsync(
            environment,
            (SchemaTarget.Other(null, parsed.GetRequiredValue(FromDatabase))!, parsed.GetRequiredValue(FromKey)),
            (SchemaTarget.Other(null, parsed.GetRequiredValue(ToDatabase))!, parsed.GetRequiredValue(ToKey)),
            new MoveTerms(region.Value, TimeSpan.FromSeconds(window), TimeSpan.FromSeconds(linger)),
            new Output(parsed.GetValue(ConnectionOptions.Json)),
            ct);
    }

    private static Option<string> File(string name, string holds) =>
        new(name) { Description = $"File that holds {holds}.", Required = true };
}
