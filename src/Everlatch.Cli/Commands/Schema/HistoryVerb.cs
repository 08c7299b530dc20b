using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Everlatch.Schema.Runner;

namespace Everlatch.Cli.Commands.Schema;

/// <summary>
/// <c>everlatch schema history</c>: what was done to the database's schema, by whom, when and how long it took.
/// </summary>
internal static class HistoryVerb
{
    /// <summary>The verb.</summary>
    public static Command Create() =>
        SchemaVerb.Create(
            "history", "List what was done to the database's schema, oldest first.", RunAsync, SchemaRun.Timeout);

    /// <summary>One entry of the ledger for machines.</summary>
    public static JsonObject Entry(LedgerEntry entry) => new()
    {
        ["step"] = entry.Step,
        ["state"] = Word(entry.State),
        ["phase"] = entry.Phase,
        ["release"] = entry.Release,
        ["by"] = $"{entry.Who}@{entry.Host}/{entry.Pid}",
        ["started_at"] = entry.StartedAt,
        ["finished_at"] = entry.FinishedAt,
        ["took_ms"] = entry.FinishedAt is { } end ? (end - entry.StartedAt).TotalMilliseconds : null,
        ["rows"] = entry.Rows,
        ["sha256"] = entry.Sha256,
        ["digest_before"] = entry.DigestBefore,
        ["digest_after"] = entry.DigestAfter,
        ["error"] = entry.Error,
    };

    /// <summary>A state in lower case.</summary>
    public static string Word(LedgerState state) => state.ToString().ToLowerInvariant();

    private static async Task<int> RunAsync(SchemaRun run, CancellationToken ct)
    {
        var entries = await Ledger.HistoryAsync(run.Looking, ct);
        if (run.Json)
        {
            var report = run.Target.Head();
            report["ledger"] = new JsonArray([.. entries.Select(Entry)]);
            run.Output.Item(report);
            return ExitCode.Done;
        }

        run.Output.List(
            new JsonArray([.. entries.Select(Row)]), "step", "state", "release", "started", "took", "rows", "by", "error");
        return ExitCode.Done;
    }

    private static JsonObject Row(LedgerEntry entry)
    {
        var row = Entry(entry);
        row["started"] = entry.StartedAt.ToString("u", CultureInfo.InvariantCulture);
        row["took"] = entry.FinishedAt is { } end
            ? string.Create(CultureInfo.InvariantCulture, $"{(end - entry.StartedAt).TotalSeconds:0.000} s")
            : "";
        return row;
    }
}
