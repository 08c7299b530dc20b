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

    public StoreStanding Standing => inner.Standing;

    /// <summary>Gives the next request a plan.</summary>
    public FaultPlan Arm(FaultPlan plan) => armed = plan;

    /// <summary>Takes the armed plan for the request that begins.</summary>
    public FaultPlan? BeginRequest() => Current.Value = Interlocked.Exchange(ref armed, null);

    public Task<T?> FindAsync<T>(Statement statement, object? arguments, CancellationToken ct) =>
        MeetAsync(statement, () => inner.FindAsync<T>(statement, arguments, ct));

    public Task<IReadOnlyList<T>> ListAsync<T>(Statement statement, object? arguments, CancellationToken ct) =>
        MeetAsync(statement, () => inner.ListAsync<T>(statement, arguments, ct));

    public Task<int> ExecuteAsync(Statement statement, object? arguments, CancellationToken ct) =>
        MeetAsync(statement, () => inner.ExecuteAsync(statement, arguments, ct));

    public async Task<ITransaction> BeginAsync(CancellationToken ct)
    {
        var plan = Current.Value;
        return plan is null
            ? await inner.BeginAsync(ct)
            : new FaultyTransaction(await plan.MeetAsync(Begin, CallEffect.Reads, () => inner.BeginAsync(ct)), plan);
    }

    private static Task<T> MeetAsync<T>(Statement statement, Func<Task<T>> call) =>
        Current.Value is { } plan ? plan.MeetAsync(statement, call) : call();
}
