using System.Collections.Concurrent;
using Everlatch.Storage;

namespace Everlatch.Identity.Tests;

/// <summary>
/// Passes everything on to a real database and notes the name of every statement; fails those that a test names.
/// </summary>
internal sealed class RecordingDatabase(IDatabase inner) : IDatabase
{
    public ConcurrentQueue<string> Sent { get; } = new();

    /// <summary>Whether the store fails a statement, before it does anything.</summary>
    public Func<string, bool> Fails { get; set; } = _ => false;

    /// <summary>Whether a statement meets what nobody expects: a bug, and no fault of the store.</summary>
    public Func<string, bool> Surprises { get; set; } = _ => false;

    public IDialect Dialect => inner.Dialect;

    /// <summary>Where it stands: off the top it takes no writes, and answers what a standby may.</summary>
    public StoreStanding Standing { get; set; } = StoreStanding.Top;

    public Task<T?> FindAsync<T>(Statement statement, object? arguments, CancellationToken ct) =>
        Note(statement, inner).FindAsync<T>(statement, arguments, ct);

    public Task<IReadOnlyList<T>> ListAsync<T>(Statement statement, object? arguments, CancellationToken ct) =>
        Note(statement, inner).ListAsync<T>(statement, arguments, ct);

    public Task<int> ExecuteAsync(Statement statement, object? arguments, CancellationToken ct) =>
        Note(statement, inner).ExecuteAsync(statement, arguments, ct);

    public async Task<ITransaction> BeginAsync(CancellationToken ct) => Standing.IsTop
        ? new Transaction(this, await inner.BeginAsync(ct))
        : throw new StoreFaultException("begin", new IOException("It takes no writes."));

    /// <summary>Begins an outage: a standby answers.</summary>
    public void BeginOutage() => Standing = new StoreStanding(StoreRung.Standby, Standing.Returns, IsNewest: false);

    /// <summary>Ends it.</summary>
    public void EndOutage() => Standing = StoreStanding.Top with { Returns = Standing.Returns + 1 };

    private T Note<T>(Statement statement, T target)
    {
        if (!Standing.IsTop && !statement.IsForStandby)
        {
            throw new StoreFaultException(statement.Name, new IOException("No standby answers this."));
        }

        Meet(statement.Name);
        return target;
    }

    private void Meet(string name)
    {
        Sent.Enqueue(name);
        if (Fails(name))
        {
            throw new StoreFaultException(name, new IOException("The test's database is down."));
        }

        if (Surprises(name))
        {
            throw new InvalidOperationException("The test's surprise.");
        }
    }

    private sealed class Transaction(RecordingDatabase database, ITransaction inner) : ITransaction
    {
        public Task<T?> FindAsync<T>(Statement statement, object? arguments, CancellationToken ct) =>
            database.Note(statement, inner).FindAsync<T>(statement, arguments, ct);

        public Task<IReadOnlyList<T>> ListAsync<T>(Statement statement, object? arguments, CancellationToken ct) =>
            database.Note(statement, inner).ListAsync<T>(statement, arguments, ct);

        public Task<int> ExecuteAsync(Statement statement, object? arguments, CancellationToken ct) =>
            database.Note(statement, inner).ExecuteAsync(statement, arguments, ct);

        public Task CommitAsync(CancellationToken ct)
        {
            if (database.Fails(StoreFaultException.Commit))
            {
                throw new StoreFaultException(StoreFaultException.Commit, new IOException("The test's database is down."));
            }

            return inner.CommitAsync(ct);
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
