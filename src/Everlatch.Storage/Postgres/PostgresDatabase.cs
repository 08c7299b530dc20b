using Npgsql;

namespace Everlatch.Storage.Postgres;

/// <summary>PostgreSQL 15 or newer.</summary>
internal sealed class PostgresDatabase : IDatabase, IWatchedDatabase, IAsyncDisposable
{
    private static readonly Statement Begin =
        Statement.Write("postgres.begin", "begin").On("postgres").AcrossEnvironments("it begins a transaction");

    private readonly DatabaseStatements statements;
    private readonly PostgresLadder ladder;

    public PostgresDatabase(StorageOptions options, TimeProvider clock, IStoreFaults? faults = null)
    {
        ladder = new PostgresLadder(PostgresAddress.HostsOf(ConnectionString(options)), clock);
        statements = new DatabaseStatements(ladder, faults);
        Dialect = new PostgresDialect(OpenAloneAsync, () => ladder.Standing.Returns, clock);
    }

    public event Action<StoreStanding>? StandingChanged
    {
        add => ladder.Changed += value;
        remove => ladder.Changed -= value;
    }

    public IDialect Dialect { get; }

    public StoreStanding Standing => ladder.Standing;

    public Task WaitAsync(CancellationToken ct) => ladder.WaitAsync(ct);

    public Task LookAsync(CancellationToken ct) => ladder.WatchAsync(ct);

    public async Task<T?> FindAsync<T>(Statement statement, object? arguments, CancellationToken ct)
    {
        await using var connection = await OpenAsync(statement, ct);
        return await statements.FindAsync<T>(connection, null, statement, arguments, ct);
    }

    public async Task<IReadOnlyList<T>> ListAsync<T>(Statement statement, object? arguments, CancellationToken ct)
    {
        await using var connection = await OpenAsync(statement, ct);
        return await statements.ListAsync<T>(connection, null, statement, arguments, ct);
    }

    public async Task<int> ExecuteAsync(Statement statement, object? arguments, CancellationToken ct)
    {
        await using var connection = await OpenAsync(statement, ct);
        return await statements.ExecuteAsync(connection, null, statement, arguments, ct);
    }

    public async Task<ITransaction> BeginAsync(CancellationToken ct)
    {
        var connection = await OpenAsync(Begin, ct);
        try
        {
            // Npgsql sends BEGIN together with the first statement: it costs no round trip.
            return new DatabaseTransaction(statements, connection, await connection.BeginTransactionAsync(ct), connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// A connection to the primary outside of the pool, for whoever leaves state on it: a lock, a channel that is listened to.
    /// </summary>
    internal async Task<NpgsqlConnection> OpenAloneAsync(CancellationToken ct)
    {
        var host = await ladder.WriterAsync(ct);
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(host.ConnectionString) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => ladder.DisposeAsync();

    private Task<NpgsqlConnection> OpenAsync(Statement statement, CancellationToken ct) =>
        statements.OpenAsync(
            statement,
            async () =>
            {
                var host = statement.Writes
                    ? await ladder.WriterAsync(ct)
                    : await ladder.ReaderAsync(statement.IsForStandby, ct);
                return await host.Source.OpenConnectionAsync(ct);
            },
            ct);

    // What the operator wrote in the connection string wins over our defaults. (ContainsKey is true for every known key.)
    private static string ConnectionString(StorageOptions options)
    {
        var text = new NpgsqlConnectionStringBuilder(options.Postgres);
        var written = text.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase);
        text.ApplicationName ??= "everlatch";
        if (!written.Contains("Command Timeout"))
        {
            text.CommandTimeout = options.StatementTimeoutSeconds;
        }

        if (!written.Contains("Cancellation Timeout"))
        {
            // Milliseconds that a server which hangs gets to answer the cancellation, on top of the statement's time.
            text.CancellationTimeout = 500;
        }

        if (!written.Contains("GSS Encryption Mode"))
        {
            // By default the driver asks for it first and, of a host that hangs, waits the whole time to connect twice: with
            // it and without. It does so too to cancel a statement, and holds a thread meanwhile.
            text.GssEncryptionMode = GssEncryptionMode.Disable;
        }

        if (!written.Contains("Timeout"))
        {
            text.Timeout = options.ConnectTimeoutSeconds;
        }

        if (!written.Contains("Max Auto Prepare"))
        {
            // Behind a transaction pooler set it to 0: prepared statements belong to one server connection.
            text.MaxAutoPrepare = 100;
        }

        if (!written.Contains("No Reset On Close"))
        {
            // Nothing of ours leaves state on a pooled connection, and the reset would cost a transaction with every statement.
            text.NoResetOnClose = true;
        }

        return text.ConnectionString;
    }
}
