using Everlatch.Storage;

namespace Everlatch.Server.Tests.Faults;

/// <summary>
/// The real database, which fails where the plan of the request at hand says. Work of no request never fails.
/// </summary>
internal sealed class FaultyDatabase(IDatabase inner) : IDatabase
{
    /// <summary>What a plan calls the begin of a transaction.</summary>
    public const string Begin = "begin";

    private static readonly AsyncLocal<FaultPlan?> Current = new();
    private FaultPlan? armed;

    public IDialect Dialect => inner.Dialect;

    /// <summary>Gives the next request a plan.</summary>
    public FaultPlan Arm(FaultPlan plan) => armed = plan;

    /// <summary>Takes the armed plan for the request that begins.</summary>
    public FaultPlan? BeginRequest() => Current.Value = Interlocked.Exchange(ref armed, null);

    public Task<T?> FindAsync<T>(Statement statement, object? arguments, CancellationToken ct)
    {
        Current.Value?.Meet(statement);
        return inner.FindAsync<T>(statement, arguments, ct);
    }

    public Task<IReadOnlyList<T>> ListAsync<T>(Statement statement, object? arguments, CancellationToken ct)
    {
        Current.Value?.Meet(statement);
        return inner.ListAsync<T>(statement, arguments, ct);
    }

    public Task<int> ExecuteAsync(Statement statement, object? arguments, CancellationToken ct)
    {
        Current.Value?.Meet(statement);
        return inner.ExecuteAsync(statement, arguments, ct);
    }

    public async Task<ITransaction> BeginAsync(CancellationToken ct)
    {
        var plan = Current.Value;
        plan?.Meet(Begin, CallEffect.Reads);
        var transaction = await inner.BeginAsync(ct);
        return plan is null ? transaction : new FaultyTransaction(transaction, plan);
    }
}
