using System.Data.Common;
using System.Globalization;

namespace Everlatch.Schema.Runner.Locks;

/// <summary>
/// Finds out by experiment whether a session is the server's own. Behind a pooler that lends sessions for a transaction or a
/// statement, either the lent one changes under us while others keep transactions open, or one of the others is lent ours.
/// </summary>
internal static class PostgresDirect
{
    // Other clients of a pool may hold ours at the moment at which we look: enough looks make that improbable.
    private const int Others = 4;
    private const int Looks = 3;
    private const int Seconds = 10;

    /// <summary>Nothing when it is.</summary>
    /// <exception cref="SchemaException">A pooler shares it.</exception>
    public static async Task RequireAsync(SchemaDatabase database, DbConnection connection, CancellationToken ct)
    {
        var others = new List<DbConnection>();
        try
        {
            var own = await SessionAsync(connection, ct);
            for (var i = 0; i < Others; i++)
            {
                var other = await OpenAsync(database, ct);
                others.Add(other);
                await BeginAsync(other, ct);
                if (await SessionAsync(other, ct) == own)
                {
                    throw RunFaults.Pooler($"a second client was given server process {own} while we had it");
                }

                for (var look = 0; look < Looks; look++)
                {
                    if (await SessionAsync(connection, ct) is var now && now != own)
                    {
                        throw RunFaults.Pooler($"one client had server process {own} and then {now}");
                    }
                }
            }
        }
        finally
        {
            foreach (var other in others)
            {
                await other.DisposeAsync();
            }
        }
    }

    private static async Task<DbConnection> OpenAsync(SchemaDatabase database, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(Seconds));
        try
        {
            return await database.OpenAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw RunFaults.Pooler($"a second session was not opened within {Seconds} s while the first was open");
        }
    }

    private static async Task BeginAsync(DbConnection other, CancellationToken ct)
    {
        try
        {
            await other.SendAsync("begin", [], ct, Seconds);
        }
        catch (DbException e) when (e.SqlState is "08P01" or "0A000")
        {
            throw RunFaults.Pooler("it refuses transactions, so it lends sessions for a statement");
        }
    }

    private static async Task<int> SessionAsync(DbConnection connection, CancellationToken ct)
    {
        try
        {
            return Convert.ToInt32(
                await connection.AskAsync<object>("select pg_catalog.pg_backend_pid()", [], ct, Seconds),
                CultureInfo.InvariantCulture);
        }
        catch (DbException e) when (e.InnerException is TimeoutException)
        {
            throw RunFaults.Pooler($"a session got no answer within {Seconds} s while others had open transactions");
        }
    }
}
