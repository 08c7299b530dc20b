using System.Data.Common;

namespace Everlatch.Schema.Runner.Steps;

/// <summary>Undoes a transaction that failed.</summary>
internal static class RollBack
{
    /// <summary>Undoes it; a session that is broken has lost it already.</summary>
    public static async Task QuietlyAsync(DbConnection connection)
    {
        try
        {
            await connection.SendAsync("rollback", CancellationToken.None);
        }
        catch (Exception e) when (e is DbException or InvalidOperationException)
        {
            // What failed before says more.
        }
    }
}
