using System.Data.Common;
using System.Net.Sockets;
using Everlatch.Schema.Contracts;
using Everlatch.Schema.Runner;

namespace Everlatch.Schema.Gate;

/// <summary>Asks a database itself whether it fits a build: no record and no exit code of a job is believed.</summary>
public static class CheckSchema
{
    /// <summary>The verdict over the live catalog.</summary>
    /// <exception cref="SchemaException">The contract is missing or of another build's engine, or the database cannot be looked at.</exception>
    public static async Task<SchemaVerdict> RunAsync(SchemaContract contract, SchemaDatabase database, CancellationToken ct)
    {
        try
        {
            await using var connection = await database.OpenAsync(ct);
            return await RunAsync(contract, database.Engine, connection, ct);
        }
        catch (Exception e) when (e is DbException or TimeoutException or IOException or SocketException)
        {
            throw new SchemaException("EL1870", $"The database does not answer or refuses: {e.Message}", inner: e);
        }
    }

    /// <summary>The same over a session that is open already.</summary>
    internal static async Task<SchemaVerdict> RunAsync(
        SchemaContract contract, SchemaEngine engine, DbConnection connection, CancellationToken ct)
    {
        // Steps that are under way count too: what they have made already is that release's work and not a stranger's.
        var recorded = await Ledger.HistoryAsync(engine, connection, ct);
        var live = await engine.ReadCatalogAsync(connection, ct);
        return SchemaVerdict.Of(contract, live, [.. recorded.Select(entry => entry.Step)]);
    }
}
