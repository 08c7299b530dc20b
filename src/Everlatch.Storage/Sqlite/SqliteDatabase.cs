using Microsoft.Data.Sqlite;

namespace Everlatch.Storage.Sqlite;

/// <summary>SQLite embedded: one file, write-ahead log, one writer at a time.</summary>
internal sealed class SqliteDatabase : IDatabase, IDisposable
{
    private static readonly Statement Begin = Statement.Write("begin", "begin immediate").AcrossEnvironments("it begins a transaction");

    // SQLite would make a second writer poll; waiting in line is fairer and faster.
    private readonly SemaphoreSlim writers = new(1, 1);
    private readonly string connectionString;
    private readonly TimeSpan patience;

    public SqliteDatabase(StorageOptions options, TimeProvider clock)
    {
        patience = TimeSpan.FromSeconds(options.StatementTimeoutSeconds);
        connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = options.SqliteFile,
            ForeignKeys = true,
            DefaultTimeout = options.StatementTimeoutSeconds,
        }.ConnectionString;
        Dialect = new SqliteDialect(clock);
    }

    public IDialect Dialect { get; }

    public Task<T?> FindAsync<T>(Statement statement, object? arguments, CancellationToken ct) =>
        SendAsync(statement, connection => DatabaseStatements.FindAsync<T>(connection, null, statement, arguments, ct), ct);

    public Task<IReadOnlyList<T>> ListAsync<T>(Statement statement, object? arguments, CancellationToken ct) =>
        SendAsync(statement, connection => DatabaseStatements.ListAsync<T>(connection, null, statement, arguments, ct), ct);

    public Task<int> ExecuteAsync(Statement statement, object? arguments, CancellationToken ct) =>
        SendAsync(statement, connection => DatabaseStatements.ExecuteAsync(connection, null, statement, arguments, ct), ct);

    public async Task<ITransaction> BeginAsync(CancellationToken ct)
    {
        var writer = await EnterAsync(Begin, ct);
        SqliteConnection? connection = null;
        try
        {
            connection = await OpenAsync(Begin, ct);
            var open = connection;
            var transaction = await DatabaseStatements.GuardAsync(
                Begin, () => Task.FromResult(open.BeginTransaction(deferred: false)), ct);
            return new DatabaseTransaction(connection, transaction, writer);
        }
        catch
        {
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }

            writer.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        using (var connection = new SqliteConnection(connectionString))
        {
            SqliteConnection.ClearPool(connection);
        }

        writers.Dispose();
    }

    /// <summary>An open connection with this database's settings.</summary>
    internal Task<SqliteConnection> OpenAsync(Statement statement, CancellationToken ct) =>
        DatabaseStatements.GuardAsync(
            statement,
            async () =>
            {
                var connection = new SqliteConnection(connectionString);
                await connection.OpenAsync(ct);
                await using var settings = connection.CreateCommand();

                // FULL: what was acknowledged survives a power cut.
                settings.CommandText = "pragma journal_mode = wal; pragma synchronous = full;";
                await settings.ExecuteNonQueryAsync(ct);
                return connection;
            },
            ct);

    private async Task<T> SendAsync<T>(Statement statement, Func<SqliteConnection, Task<T>> send, CancellationToken ct)
    {
        using var writer = statement.Writes ? await EnterAsync(statement, ct) : null;
        await using var connection = await OpenAsync(statement, ct);
        return await send(connection);
    }

    private async Task<IDisposable> EnterAsync(Statement statement, CancellationToken ct)
    {
        if (!await writers.WaitAsync(patience, ct))
        {
            throw new StoreFaultException(statement.Name, new TimeoutException("Other writers did not finish in time."));
        }

        return new Writer(writers);
    }

    private sealed class Writer(SemaphoreSlim writers) : IDisposable
    {
        private SemaphoreSlim? held = writers;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }
}
