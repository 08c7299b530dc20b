using Everlatch.Storage;

namespace Everlatch.Server.Tests.Faults;

/// <summary>A real transaction of a request with a plan. A commit that fails has not happened, unless the plan says so.</summary>
internal sealed class FaultyTransaction(ITransaction inner, FaultPlan plan) : ITransaction
{
    public Task<T?> FindAsync<T>(Statement statement, object? arguments, CancellationToken ct) =>
        plan.MeetAsync(statement, () => inner.FindAsync<T>(statement, arguments, ct));

    public Task<IReadOnlyList<T>> ListAsync<T>(Statement statement, object? arguments, CancellationToken ct) =>
        plan.MeetAsync(statement, () => inner.ListAsync<T>(statement, arguments, ct));

    public Task<int> ExecuteAsync(Statement statement, object? arguments, CancellationToken ct) =>
        plan.MeetAsync(statement, () => inner.ExecuteAsync(statement, arguments, ct));

    public Task CommitAsync(CancellationToken ct) =>
        plan.MeetAsync(
            StoreFaultException.Commit,
            CallEffect.Commits,
            async () =>
            {
                await inner.CommitAsync(ct);
                return true;
            });

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
