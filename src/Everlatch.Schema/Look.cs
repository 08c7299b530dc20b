using System.Data.Common;
using System.Net.Sockets;
using Everlatch.Schema.Runner;

namespace Everlatch.Schema;

/// <summary>
/// Looks at a database in a session of its own, for no longer than <see cref="SchemaDatabase.LookPatience" />: somebody who
/// holds a lock on a catalog would keep a pipeline or a server waiting for as long as it likes.
/// </summary>
/// <remarks>
/// The time is counted here and the statement taken back when it is over: a limit that is set in the session would stay there
/// when a pooler hands it to the next client.
/// </remarks>
internal static class Look
{
    // To ask who is in the way, once the time is over.
    private static readonly TimeSpan Question = TimeSpan.FromSeconds(1);

    /// <summary>Does it.</summary>
    /// <exception cref="SchemaException">The database does not answer, in time or at all, or refuses.</exception>
    public static async Task<T> RunAsync<T>(
        SchemaDatabase database, Func<DbConnection, CancellationToken, Task<T>> look, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(database.LookPatience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            await using var connection = await OpenAsync(database, either.Token, ct);
            return await LookAsync(database, connection, look, either.Token, ct);
        }
        catch (DbException e)
        {
            throw RunFaults.Of(database.Engine.Runner.Sort(e), e);
        }
        catch (Exception e) when (e is SocketException or TimeoutException or IOException)
        {
            throw RunFaults.Of(FaultKind.Lost, e);
        }
    }

    private static async Task<DbConnection> OpenAsync(SchemaDatabase database, CancellationToken limited, CancellationToken ct)
    {
        try
        {
            return await database.Within(database.LookPatience).OpenAsync(limited);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"It did not let anybody in within {Words.Of(database.LookPatience)}.", e);
        }
    }

    private static async Task<T> LookAsync<T>(
        SchemaDatabase database, DbConnection connection, Func<DbConnection, CancellationToken, Task<T>> look,
        CancellationToken limited, CancellationToken ct)
    {
        try
        {
            return await look(connection, limited);
        }
        catch (Exception e) when (!ct.IsCancellationRequested && IsOver(database.Engine, e))
        {
            throw RunFaults.NotSeen(database.LookPatience, await LockersAsync(database.Engine, connection), e);
        }
    }

    private static bool IsOver(SchemaEngine engine, Exception e) => e is OperationCanceledException or TimeoutException
        || (e is DbException said && engine.Runner.Sort(said) is FaultKind.Locked or FaultKind.TooLong);

    private static async Task<IReadOnlyList<Blocker>> LockersAsync(SchemaEngine engine, DbConnection connection)
    {
        using var limit = new CancellationTokenSource(Question, TimeProvider.System);
        try
        {
            return await engine.Runner.FindLockersAsync(connection, limit.Token);
        }
        catch (Exception e) when (e is DbException or OperationCanceledException or TimeoutException or InvalidOperationException)
        {
            // Nobody is named then.
            return [];
        }
    }
}
