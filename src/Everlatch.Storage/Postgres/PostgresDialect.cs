using Npgsql;

namespace Everlatch.Storage.Postgres;

/// <summary>PostgreSQL tells the others by LISTEN and NOTIFY.</summary>
internal sealed class PostgresDialect(
    Func<CancellationToken, Task<NpgsqlConnection>> open, Func<int> returns, TimeProvider clock) : IDialect, IAsyncDisposable
{
    private static readonly Statement Notify = Statement
        .Read("directory.notify", "select 1 from pg_notify('everlatch_directory', '')")
        .On("postgres")
        .AcrossEnvironments("one channel wakes every follower");

    private static readonly Statement Listen = Statement
        .Read("directory.listen", "listen everlatch_directory")
        .On("postgres")
        .AcrossEnvironments("one channel wakes every follower");

    // Between two attempts to listen, however rarely the caller wants to look otherwise.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private NpgsqlConnection? listener;
    private int heardAt;

    public string Name => "postgres";

    public Task SignalDirectoryChangeAsync(ITransaction transaction, CancellationToken ct) =>
        transaction.FindAsync<int>(Notify, null, ct);

    public async Task WaitForDirectoryChangeAsync(TimeSpan atMost, CancellationToken ct)
    {
        try
        {
            // Another host may be the primary by now, and one that hangs says nothing.
            if (heardAt != returns())
            {
                await DropListenerAsync();
            }

            if (listener is null)
            {
                heardAt = returns();
                // What was committed before was not heard, so the caller has to look once more before it waits.
                listener = await ListenAsync(ct);
                return;
            }

            await listener.WaitAsync(atMost, ct);
        }
        catch (Exception e) when (
            e is NpgsqlException or InvalidOperationException or TimeoutException && !ct.IsCancellationRequested)
        {
            // Looking still works, or says more clearly that the database is down; the next wait listens anew.
            await DropListenerAsync();
            await Task.Delay(atMost < Pause ? atMost : Pause, clock, ct);
        }
    }

    public ValueTask DisposeAsync() => DropListenerAsync();

    private async Task<NpgsqlConnection> ListenAsync(CancellationToken ct)
    {
        var connection = await open(ct);
        await using var listen = new NpgsqlCommand(Listen.Sql, connection);
        await listen.ExecuteNonQueryAsync(ct);
        return connection;
    }

    private async ValueTask DropListenerAsync()
    {
        if (listener is { } broken)
        {
            listener = null;
            await broken.DisposeAsync();
        }
    }
}
