using System.CommandLine;
using System.Text.Json.Nodes;
using Everlatch.Schema.Contracts;
using Everlatch.Schema.Gate;
using Everlatch.Schema.Runner;

namespace Everlatch.Cli.Commands.Schema;

/// <summary><c>everlatch schema status</c>: verdict, pending steps, ledger and living servers in one look.</summary>
internal static class StatusVerb
{
    /// <summary>The verb.</summary>
    public static Command Create() => SchemaVerb.Create(
        "status",
        "Say what the database has, lacks and waits for, and who uses it; exit 3 when it lacks something.",
        RunAsync,
        SchemaRun.Timeout);

    private static async Task<int> RunAsync(SchemaRun run, CancellationToken ct)
    {
        var contract = run.Source.CheckedContractOf(run.Live.Engine);
        var database = run.Looking;
        var seen = new Seen(
            contract,
            await CheckSchema.RunAsync(contract, database, ct),
            await SchemaPlan.OfAsync(run.Source, database, new ApplyOptions(), ct),
            await Ledger.HistoryAsync(database, ct),
            await LivingServer.AllAsync(database, ct));
        if (run.Json)
        {
            run.Output.Item(Report(run, seen));
        }
        else
        {
            Write(run, seen);
        }

        return seen.Verdict.IsFit && seen.Plan.Steps.Count == 0 ? ExitCode.Done : ExitCode.Refused;
    }

    private static JsonObject Report(SchemaRun run, Seen seen)
    {
        var report = run.Target.Head(seen.Contract);
        VerdictReport.AddTo(report, seen.Verdict);
        PlanVerb.AddTo(report, seen.Plan, sql: false);
        report["ledger"] = new JsonArray([.. seen.Ledger.Select(HistoryVerb.Entry)]);
        report["servers"] = new JsonArray([.. seen.Servers.Select(server => new JsonObject
        {
            ["instance"] = server.Instance,
            ["release"] = server.Release,
            ["contract"] = server.Digest,
            ["seen_at"] = server.SeenAt,
        })]);
        return report;
    }

    private static void Write(SchemaRun run, Seen seen)
    {
        var screen = new Screen();
        run.Target.WriteHead(screen, seen.Contract);
        VerdictReport.WriteTo(screen, seen.Verdict);
        PlanVerb.WriteTo(screen, seen.Plan);
        screen.Rows("ledger", seen.Ledger.TakeLast(1).Select(last =>
            $"{seen.Ledger.Count} steps, the last {last.Step} ({HistoryVerb.Word(last.State)}) by release {last.Release} "
                + $"at {last.StartedAt:u}"));
        screen.Rows(
            "servers", seen.Servers.Select(server => $"{server.Instance}, release {server.Release}, seen {server.SeenAt:u}"));
        var mend = seen.Plan.Steps.Count > 0 ? "everlatch schema apply" : VerdictReport.Mend(seen.Verdict);
        if (mend is not null)
        {
            screen.Row("to mend", mend);
        }
    }

    private sealed record Seen(
        SchemaContract Contract, SchemaVerdict Verdict, SchemaPlan Plan, IReadOnlyList<LedgerEntry> Ledger,
        IReadOnlyList<LivingServer> Servers);
}
