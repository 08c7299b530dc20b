using System.Data.Common;

namespace Everlatch.Storage;

/// <summary>A transaction on a connection that is given back, with whatever else it holds, when the transaction ends.</summary>
internal sealed class DatabaseTransaction(
    DatabaseStatements statements, DbConnection connection, DbTransaction transaction, IAsyncDisposable lease) : ITransaction
{
    private static readonly Statement Commit =
        Statement.Write(StoreFaultException.Commit, "commit").AcrossEnvironments("it ends a transaction");

    public Task<T?> FindAsync<T>(Statement statement, object? arguments, CancellationToken ct) =>
        statements.FindAsync<T>(connection, transaction, statement, arguments, ct);

    public Task<IReadOnlyList<T>> ListAsync<T>(Statement statement, object? arguments, CancellationToken ct) =>
        statements.ListAsync<T>(connection, transaction, statement, arguments, ct);

    public Task<int> ExecuteAsync(Statement statement, object? arguments, CancellationToken ct) =>
        statements.ExecuteAsync(connection, transaction, statement, arguments, ct);

    // Not cancelled by a caller who hangs up: a half-sent commit would leave nobody knowing whether it happened.
    public Task CommitAsync(CancellationToken ct) =>
        statements.GuardAsync(
            Commit,
            async () =>
            {
                await transaction.CommitAsync(CancellationToken.None);
                return true;
            },
            CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync();
        }
        catch (Exception e) when (DatabaseStatements.IsFault(e))
        {
            // The connection broke: the server has rolled back already, and the fault was reported by the statement that met it.
            await connection.CloseAsync();
        }
        finally
        {
            await lease.DisposeAsync();
        }
    }
}
