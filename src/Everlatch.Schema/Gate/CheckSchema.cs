using System.Data.Common;
using Everlatch.Schema.Contracts;
using Everlatch.Schema.Runner;

namespace Everlatch.Schema.Gate;

/// <summary>Asks a database itself whether it fits a build: no record and no exit code of a job is believed.</summary>
public static class CheckSchema
{
    /// <summary>The verdict over the live catalog.</summary>
    /// <exception cref="SchemaException">
    /// The contract is missing or of another build's engine, or the database cannot be looked at.
    /// </exception>
    public static Task<SchemaVerdict> RunAsync(SchemaContract contract, SchemaDatabase database, CancellationToken ct) =>
        Look.RunAsync(database, (connection, limited) => RunAsync(contract, database.Engine, connection, limited), ct);

    /// <summary>The same over a session that is open already.</summary>
    internal static async Task<SchemaVerdict> RunAsync(
        SchemaContract contract, SchemaEngine engine, DbConnection connection, CancellationToken ct)
    {
        // The ledger last: a step is recorded as begun before it changes anything, so whatever is seen is known to be somebody's.
        var live = await engine.ReadCatalogAsync(connection, ct);
        var ledger = await Ledger.HistoryAsync(engine, connection, ct);
        var own = contract.Steps.Select(step => step.Step).ToHashSet(StringComparer.Ordinal);

        // Of a newer release a step that is half done counts too: what it has made already is that
        // release's work and not a stranger's.
        return SchemaVerdict.Of(
            contract,
            live,
            [
                .. ledger.Where(entry => entry.IsDone || (IsHalfDone(entry) && !own.Contains(entry.Step)))
                    .Select(entry => entry.Step),
            ]);
    }

    // One that failed in its transaction, or in a backfill's, left nothing that could be taken for a stranger's; its row may
    // stand there for years, in which it would excuse everything. One without a transaction counts its statements.
    private static bool IsHalfDone(LedgerEntry entry) =>
        entry.Walked is null
        && (entry.State == LedgerState.Running
            || (entry.State == LedgerState.Failed && entry.Cursor is { } done && done != "0"));
}
