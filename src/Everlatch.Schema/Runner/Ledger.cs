using System.Data.Common;
using Everlatch.Schema.Runner.Ledgers;

namespace Everlatch.Schema.Runner;

/// <summary>The table in which a database records what was done to its schema.</summary>
public static class Ledger
{
    /// <summary>All of it, in the order in which steps were begun; empty when there is no ledger yet.</summary>
    /// <exception cref="SchemaException">The database does not answer or the ledger may not be read.</exception>
    public static Task<IReadOnlyList<LedgerEntry>> HistoryAsync(SchemaDatabase database, CancellationToken ct) =>
        Look.RunAsync(database, (connection, limited) => LedgerTable.ReadAsync(database.Engine, connection, limited), ct);

    /// <summary>The same over a session that is open already.</summary>
    internal static Task<IReadOnlyList<LedgerEntry>> HistoryAsync(
        SchemaEngine engine, DbConnection connection, CancellationToken ct) =>
        LedgerTable.ReadAsync(engine, connection, ct);
}
