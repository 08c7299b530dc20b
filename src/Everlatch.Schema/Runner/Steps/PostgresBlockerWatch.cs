using System.Data.Common;

namespace Everlatch.Schema.Runner.Steps;

/// <summary>
/// Asks the server, over a second session, whom the first one waits for. It opens that session only when one waits for long.
/// </summary>
internal sealed class PostgresBlockerWatch : IBlockerWatch
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(60);

    private readonly CancellationTokenSource ending = new();
    private readonly Task watching;
    private volatile IReadOnlyList<Blocker> seen = [];

    public PostgresBlockerWatch(Func<CancellationToken, Task<DbConnection>> open, int session, TimeProvider clock) =>
        watching = WatchAsync(open, session, clock);

    public IReadOnlyList<Blocker> Seen => seen;

    /// <summary>A session from three columns: process, name, seconds since its transaction began.</summary>
    public static Blocker Read(DbDataReader row, int first) => new(
        row.GetInt32(first), row.GetString(first + 1),
        row.IsDBNull(first + 2) ? null : TimeSpan.FromSeconds(row.GetDouble(first + 2)));

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await watching;
        ending.Dispose();
    }

    private async Task WatchAsync(Func<CancellationToken, Task<DbConnection>> open, int session, TimeProvider clock)
    {
        try
        {
            await Task.Delay(Pause, clock, ending.Token);
            await using var connection = await open(ending.Token);
            while (true)
            {
                if (await BlockersAsync(connection, session, ending.Token) is { Count: > 0 } blockers)
                {
                    seen = blockers;
                }

                await Task.Delay(Pause, clock, ending.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or DbException)
        {
            // The statement came through, or there is no second session to be had: then nobody is named.
        }
    }

    private static Task<IReadOnlyList<Blocker>> BlockersAsync(DbConnection connection, int session, CancellationToken ct) =>
        connection.ListAsync(
            """
            select distinct b.pid, coalesce(a.application_name, ''), extract(epoch from clock_timestamp() - a.xact_start)::float8
            from pg_catalog.unnest(pg_catalog.pg_blocking_pids(@session)) as b (pid)
            left join pg_catalog.pg_stat_activity a on a.pid = b.pid
            """,
            [("session", session)],
            row => Read(row, 0),
            ct);
}
