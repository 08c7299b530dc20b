namespace Everlatch.Storage.Sqlite;

/// <summary>SQLite has no signal between processes: followers poll.</summary>
internal sealed class SqliteDialect(TimeProvider clock) : IDialect
{
    public string Name => "sqlite";

    public Task SignalDirectoryChangeAsync(ITransaction transaction, CancellationToken ct) => Task.CompletedTask;

    public Task WaitForDirectoryChangeAsync(TimeSpan atMost, CancellationToken ct) => Task.Delay(atMost, clock, ct);
}
