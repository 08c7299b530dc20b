using Everlatch.Storage;

namespace Everlatch.Server.Tests.Faults;

/// <summary>A real transaction of a request with a plan. A commit that fails has not happened.</summary>
internal sealed class FaultyTransaction(ITransaction inner, FaultPlan plan) : ITransaction
{
    public Task<T?> FindAsync<T>(Statement statement, object? arguments, CancellationToken ct)
    {
        plan.Meet(statement);
        return inner.FindAsync<T>(statement, arguments, ct);
    }

    public Task<IReadOnlyList<T>> ListAsync<T>(Statement statement, object? arguments, CancellationToken ct)
    {
        plan.Meet(statement);
        return inner.ListAsync<T>(statement, arguments, ct);
    }

    public Task<int> ExecuteAsync(Statement statement, object? arguments, CancellationToken ct)
    {
        plan.Meet(statement);
        return inner.ExecuteAsync(statement, arguments, ct);
    }

    public Task CommitAsync(CancellationToken ct)
    {
        plan.Meet(StoreFaultException.Commit, CallEffect.Commits);
        return inner.CommitAsync(ct);
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
