using Everlatch.Storage;

namespace Everlatch.Server.Tests.Faults;

/// <summary>
/// The real database, which fails the call that the plan of the request at hand names. Work of no request never fails.
/// </summary>
internal sealed class FaultyDatabase(IDatabase inner) : IDatabase
{
    /// <summary>What a plan calls the begin of a transaction.</summary>
    public const string Begin = "begin";

    private static readonly AsyncLocal<FaultPlan?> Current = new();
    private FaultPlan? armed;

    public IDialect Dialect => inner.Dialect;

    /// <summary>Lets the next request meet the fault.</summary>
    public FaultPlan Arm(FaultPlan plan) => armed = plan;

    /// <summary>Gives the armed plan to the request that begins.</summary>
    public void BeginRequest() => Current.Value = Interlocked.Exchange(ref armed, null);

    public Task<T?> FindAsync<T>(Statement statement, object? arguments, CancellationToken ct)
    {
        Current.Value?.Meet(statement.Name, statement.Writes);
        return inner.FindAsync<T>(statement, arguments, ct);
    }

    public Task<IReadOnlyList<T>> ListAsync<T>(Statement statement, object? arguments, CancellationToken ct)
    {
        Current.Value?.Meet(statement.Name, statement.Writes);
        return inner.ListAsync<T>(statement, arguments, ct);
    }

    public Task<int> ExecuteAsync(Statement statement, object? arguments, CancellationToken ct)
    {
        Current.Value?.Meet(statement.Name, statement.Writes);
        return inner.ExecuteAsync(statement, arguments, ct);
    }

    public async Task<ITransaction> BeginAsync(CancellationToken ct)
    {
        Current.Value?.Meet(Begin, writes: false);
        return new FaultyTransaction(await inner.BeginAsync(ct), Current.Value);
    }
}
