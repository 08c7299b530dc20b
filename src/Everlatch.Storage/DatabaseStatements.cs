using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Everlatch.Storage;

/// <summary>Sends statements over one open connection and gives every failure of the store one of two meanings.</summary>
internal sealed class DatabaseStatements(params IStoreFaults?[] faults)
{
    private const string NotNull = "23502";
    private const int NotNullInSqlite = 1299;
    private const int RaisedInSqlite = 1811;
    private const string OperatorIntervened = "57P";
    private const int SqliteIoError = 10;

    public Task<T?> FindAsync<T>(
        DbConnection connection, DbTransaction? transaction, Statement statement, object? arguments, CancellationToken ct) =>
        GuardAsync(statement, () => connection.QueryFirstOrDefaultAsync<T>(Command(transaction, statement, arguments, ct)), ct);

    public Task<IReadOnlyList<T>> ListAsync<T>(
        DbConnection connection, DbTransaction? transaction, Statement statement, object? arguments, CancellationToken ct) =>
        GuardAsync<IReadOnlyList<T>>(
            statement, async () => (await connection.QueryAsync<T>(Command(transaction, statement, arguments, ct))).AsList(), ct);

    public Task<int> ExecuteAsync(
        DbConnection connection, DbTransaction? transaction, Statement statement, object? arguments, CancellationToken ct) =>
        GuardAsync(statement, () => connection.ExecuteAsync(Command(transaction, statement, arguments, ct)), ct);

    /// <summary>Gets a connection that a statement is to be sent over: nothing has been sent when it fails.</summary>
    public Task<T> OpenAsync<T>(Statement statement, Func<Task<T>> open, CancellationToken ct) =>
        GuardAsync(statement, open, sends: false, ct);

    /// <summary>Runs an act of the driver; whatever it throws becomes a fault of the store or a refused row.</summary>
    public Task<T> GuardAsync<T>(Statement statement, Func<Task<T>> act, CancellationToken ct) =>
        GuardAsync(statement, act, sends: true, ct);

    private async Task<T> GuardAsync<T>(Statement statement, Func<Task<T>> act, bool sends, CancellationToken ct)
    {
        try
        {
            return await act();
        }
        catch (DbException e) when (IsConstraint(e))
        {
            Report(e);
            throw new ConstraintException(statement.Name, e);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e) when (IsFault(e))
        {
            Report(e);
            throw new StoreFaultException(statement.Name, e) { ChangedNothing = !sends || IsRefusal(e) };
        }
        catch (Exception e) when (UnreadableRowException.Explains(e))
        {
            var unreadable = UnreadableRowException.Of(statement, e);
            Report(unreadable);
            throw new StoreFaultException(statement.Name, unreadable);
        }
    }

    private void Report(Exception fault)
    {
        foreach (var listener in faults)
        {
            listener?.Report(fault);
        }
    }

    /// <summary>Whether the store failed, rather than our code.</summary>
    /// <remarks>A cancelled command without a cancelled caller is the driver's own timeout.</remarks>
    public static bool IsFault(Exception e) =>
        e is DbException or TimeoutException or IOException or System.Net.Sockets.SocketException
            or ObjectDisposedException or OperationCanceledException;

    // The database's own answer. One that is shut down may say so after it has committed, and SQLite may fail to read what it
    // has written.
    private static bool IsRefusal(Exception e) => e switch
    {
        PostgresException refusal => !refusal.SqlState.StartsWith(OperatorIntervened, StringComparison.Ordinal),
        SqliteException refusal => refusal.SqliteErrorCode != SqliteIoError,
        _ => false,
    };

    private static CommandDefinition Command(
        DbTransaction? transaction, Statement statement, object? arguments, CancellationToken ct) =>
        new(statement.Sql, arguments, transaction, cancellationToken: ct);

    // SQLSTATE class 23, and SQLITE_CONSTRAINT. Not a missing value, though: our statements name every required column
    // that they know of, so one that is refused met a column of somebody else's, and that says nothing about the caller. And not
    // what a trigger raised: our schema has none.
    private static bool IsConstraint(DbException e) =>
        (e.SqlState?.StartsWith("23", StringComparison.Ordinal) == true && e.SqlState != NotNull)
        || e is SqliteException { SqliteErrorCode: 19, SqliteExtendedErrorCode: not NotNullInSqlite and not RaisedInSqlite };
}
