using Npgsql;

namespace Everlatch.Storage.Postgres;

/// <summary>PostgreSQL 15 or newer.</summary>
internal sealed class PostgresDatabase : IDatabase, IAsyncDisposable
{
    private static readonly Statement Begin =
        Statement.Write("postgres.begin", "begin").On("postgres").AcrossEnvironments("it begins a transaction");

    private readonly DatabaseStatements statements;
    private readonly string connectionString;
    private readonly NpgsqlDataSource source;

    public PostgresDatabase(StorageOptions options, TimeProvider clock, IStoreFaults? faults = null)
    {
        statements = new DatabaseStatements(faults);
        connectionString = ConnectionString(options);
        source = NpgsqlDataSource.Create(connectionString);
        Dialect = new PostgresDialect(OpenAloneAsync, clock);
    }

    public IDialect Dialect { get; }

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
    /// A connection outside of the pool, for whoever leaves state on it: a lock, a channel that is listened to.
    /// </summary>
    internal async Task<NpgsqlConnection> OpenAloneAsync(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
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

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private Task<NpgsqlConnection> OpenAsync(Statement statement, CancellationToken ct) =>
        statements.OpenAsync(statement, () => source.OpenConnectionAsync(ct).AsTask(), ct);

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
