using System.CommandLine;
using Everlatch.Cli.Commands.Schema;
using Everlatch.Cli.Drill;
using Everlatch.Cli.Management;
using Everlatch.Release.Drill;
using Everlatch.Release.Drill.Machines;
using Everlatch.Release.Drill.Reports;
using Everlatch.Schema;
using Everlatch.Storage;

namespace Everlatch.Cli.Commands.Drill;

/// <summary><c>everlatch drill incident</c>: replays the incident that this project answers.</summary>
internal static class IncidentVerb
{
    private const string On = "on";
    private const string Off = "off";

    private static readonly Option<string> Gates = new("--gates")
    {
        Description = "on: the gates know what the bad release needs. off: it comes through, and meets traffic.",
        DefaultValueFactory = _ => On,
    };

    private static readonly Option<bool> Short = new("--short")
    {
        Description = "In about a minute, with fewer people.",
    };

    private static readonly Option<string?> Postgres = new("--postgres-file")
    {
        Description = "File with the connection string of a PostgreSQL where databases may be made. Without it the drill "
            + "starts one of its own.",
    };

    private static readonly Option<string?> Report = new("--report")
    {
        Description = "HTML file to write, with plots.",
    };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        Gates.AcceptOnlyFromAmong(On, Off);
        var command = new Command(
            "incident",
            "Replay the incident: two regions, real databases and traffic, and a release whose migration did not run. "
                + "Exit 1 when a goal is missed.")
        {
            Gates, Short, Postgres, Report,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var (json, gates) = (parsed.GetValue(ConnectionOptions.Json), parsed.GetValue(Gates) == On);
        var plan = parsed.GetValue(Short) ? DrillPlan.Brief(gates) : DrillPlan.Whole(gates);
        var (file, page) = (parsed.GetValue(Postgres), parsed.GetValue(Report));
        var postgres = file is null ? null : ReadConnection(file);
        using var stop = new StopSignals();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, stop.Asked);
        var drill = new IncidentDrill(
            ThisProgram(), StatementRegistry.Of(typeof(IncidentVerb).Assembly, SchemaEngine.Postgres), new ProbeClients(),
            TimeProvider.System);
        try
        {
            var report = await drill.RunAsync(plan, postgres, json ? _ => { } : DrillLines.Tell, either.Token);
            if (page is not null)
            {
                await File.WriteAllTextAsync(page, DrillPage.Of(report), CancellationToken.None);
            }

            (json ? (Action<DrillReport>)DrillDocument.Write : DrillLines.Write)(report);
            return report.IsMet ? ExitCode.Done : ExitCode.Failed;
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped. Nothing of the drill is left.");
            return ExitCode.Failed;
        }
    }

    private static string ReadConnection(string file)
    {
        try
        {
            var text = File.ReadAllText(file).Trim();
            return PostgresAddress.ProblemOf(text) is { } problem ? throw new WrongUsageException($"{file}: {problem}") : text;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WrongUsageException($"{file} cannot be read: {e.Message}");
        }
    }

    // Where a runtime runs the program, that runtime has to be started with it.
    private static DrillProgram ThisProgram()
    {
        var (started, built) = (Environment.ProcessPath!, Path.Combine(AppContext.BaseDirectory, "everlatch.dll"));
        return Path.GetFileNameWithoutExtension(started) == "dotnet"
            ? new DrillProgram(started, [built], AppContext.BaseDirectory)
            : new DrillProgram(started, [], AppContext.BaseDirectory);
    }
}
