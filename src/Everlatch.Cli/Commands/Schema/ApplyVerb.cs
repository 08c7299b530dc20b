using System.CommandLine;
using Everlatch.Schema.Runner;

namespace Everlatch.Cli.Commands.Schema;

/// <summary><c>everlatch schema apply</c>: brings the database up to the build's schema.</summary>
internal static class ApplyVerb
{
    /// <summary>Whether contract steps run too.</summary>
    public static readonly Option<bool> Contract = new("--contract")
    {
        Description = "Run contract steps too, unless a living server or a kept release still needs what they remove (exit 3).",
    };

    /// <summary>Releases that must go on working.</summary>
    public static readonly Option<string[]> Keep = new("--keep")
    {
        Description = "A release that must go on working; may be given several times. Default: the one before this build.",
    };

    private static readonly Option<bool> NoStandbyServers = new("--no-standby-servers")
    {
        Description = "Vouch that no server lives by a standby alone: such a one cannot be seen, so that contract steps are "
            + "refused while a standby follows the database.",
    };

    private static readonly Option<int> Wait = new("--wait")
    {
        Description = "Seconds that another runner is waited for.", DefaultValueFactory = _ => 300,
    };

    private static readonly Option<int> Retry = new("--retry")
    {
        Description = "Seconds that a step is tried again while others hold the locks that it needs.",
        DefaultValueFactory = _ => 600,
    };

    /// <summary>The verb.</summary>
    public static Command Create() => SchemaVerb.Create(
        "apply",
        "Apply what the database lacks, each step once, however many do this at the same time.",
        RunAsync,
        Contract,
        Keep,
        NoStandbyServers,
        SchemaRun.Timeout,
        Wait,
        Retry);

    /// <summary>What the command line asks for.</summary>
    public static ApplyOptions Options(SchemaRun run) => new()
    {
        Contract = run.Value(Contract), Kept = run.Value(Keep) is { Length: > 0 } kept ? kept : null,
    };

    private static async Task<int> RunAsync(SchemaRun run, CancellationToken ct)
    {
        var options = Options(run) with
        {
            NoStandbyServers = run.Value(NoStandbyServers),
            LockPatience = Seconds(run, Wait),
            RetryPatience = Seconds(run, Retry),
        };
        var database = run.Target.Changing.WithLooksOf(run.Patience);
        using var stop = new StopSignals();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, stop.Asked);
        var outcome = await ApplyProgress.WatchAsync(run.Json, progress =>
            new ApplyMigrations(run.Source, database, options, TimeProvider.System, progress).RunAsync(either.Token));
        if (run.Json)
        {
            var report = run.Target.Head();
            ApplyReport.AddTo(report, outcome);
            run.Output.Item(report);
        }

        await ApplyReport.WriteAsync(outcome, run.Json);
        return outcome.ExitCode;
    }

    private static TimeSpan Seconds(SchemaRun run, Option<int> option) => run.Value(option) is >= 0 and var seconds
        ? TimeSpan.FromSeconds(seconds)
        : throw new WrongUsageException($"{option.Name} takes seconds, 0 or more.");
}
