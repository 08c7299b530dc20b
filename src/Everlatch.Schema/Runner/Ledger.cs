using System.Data.Common;

namespace Everlatch.Schema.Runner;

/// <summary>The table in which a database records what was done to its schema.</summary>
public static class Ledger
{
    /// <summary>All of it, in the order in which steps were begun; empty when there is no ledger yet.</summary>
    /// <exception cref="SchemaException">The database does not answer or the ledger may not be read.</exception>
    public static async Task<IReadOnlyList<LedgerEntry>> HistoryAsync(SchemaDatabase database, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await HistoryAsync(database.Engine, connection, ct);
    }

    /// <summary>The same over a session that is open already.</summary>
    internal static Task<IReadOnlyList<LedgerEntry>> HistoryAsync(
        SchemaEngine engine, DbConnection connection, CancellationToken ct) =>
        throw new InvalidOperationException($"Not written yet: {engine} {connection.Database} {ct.IsCancellationRequested}.");

    /// <summary>Names of the steps that are done: what a verdict compares the build with.</summary>
    internal static async Task<IReadOnlyCollection<string>> RecordedAsync(
        SchemaEngine engine, DbConnection connection, CancellationToken ct) =>
        [.. (await HistoryAsync(engine, connection, ct)).Where(entry => entry.IsDone).Select(entry => entry.Step)];
}
