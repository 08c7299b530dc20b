using Microsoft.Data.Sqlite;

namespace Everlatch.Storage.Sqlite;

/// <summary>SQLite embedded: one file, write-ahead log, one writer at a time.</summary>
internal sealed class SqliteDatabase : IDatabase, IDisposable
{
    private static readonly Statement Begin =
        Statement.Write("sqlite.begin", "begin immediate").On("sqlite").AcrossEnvironments("it begins a transaction");

    // SQLite would make a second writer poll; waiting in line is fairer and faster.
    private readonly SemaphoreSlim writers = new(1, 1);
    private readonly DatabaseStatements statements;
    private readonly SqliteConnections connections;
    private readonly TimeSpan patience;

    public SqliteDatabase(StorageOptions options, TimeProvider clock, IStoreFaults? faults = null)
    {
        statements = new DatabaseStatements(faults);
        patience = TimeSpan.FromSeconds(options.StatementTimeoutSeconds);
        Dialect = new SqliteDialect(clock);
        connections = new SqliteConnections(new SqliteConnectionStringBuilder
        {
            DataSource = options.SqliteFile,
            ForeignKeys = true,
            DefaultTimeout = options.StatementTimeoutSeconds,
            Pooling = false,
        }.ConnectionString);
    }

    public IDialect Dialect { get; }

    public StoreStanding Standing => StoreStanding.Top;

    public Task<T?> FindAsync<T>(Statement statement, object? arguments, CancellationToken ct) =>
        SendAsync(statement, connection => statements.FindAsync<T>(connection, null, statement, arguments, ct), ct);

    public Task<IReadOnlyList<T>> ListAsync<T>(Statement statement, object? arguments, CancellationToken ct) =>
        SendAsync(statement, connection => statements.ListAsync<T>(connection, null, statement, arguments, ct), ct);

    public Task<int> ExecuteAsync(Statement statement, object? arguments, CancellationToken ct) =>
        SendAsync(statement, connection => statements.ExecuteAsync(connection, null, statement, arguments, ct), ct);

    public async Task<ITransaction> BeginAsync(CancellationToken ct)
    {
        var lease = await RentAsync(Begin, ct);
        try
        {
            var transaction = await statements.OpenAsync(
                Begin, () => Task.FromResult(lease.Connection.BeginTransaction(deferred: false)), ct);
            return new DatabaseTransaction(statements, lease.Connection, transaction, lease);
        }
        catch
        {
            await lease.DisposeAsync();
            throw;
        }
    }

    // The writers' turn is not disposed: a transaction that outlives the host still gives it back.
    public void Dispose() => connections.Dispose();

    private async Task<T> SendAsync<T>(Statement statement, Func<SqliteConnection, Task<T>> send, CancellationToken ct)
    {
        await using var lease = await RentAsync(statement, ct);
        return await send(lease.Connection);
    }

    private async Task<SqliteLease> RentAsync(Statement statement, CancellationToken ct)
    {
        var turn = statement.Writes ? writers : null;
        if (turn is not null && !await turn.WaitAsync(patience, ct))
        {
            throw new StoreFaultException(statement.Name, new TimeoutException("Other writers did not finish in time."))
            {
                ChangedNothing = true,
            };
        }

        try
        {
            return new SqliteLease(
                connections, await statements.OpenAsync(statement, () => connections.RentAsync(ct), ct), turn);
        }
        catch
        {
            turn?.Release();
            throw;
        }
    }
}
