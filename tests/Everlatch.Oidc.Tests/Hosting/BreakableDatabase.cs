using Everlatch.Storage;

namespace Everlatch.Oidc.Tests.Hosting;

/// <summary>The real database, until a test breaks it: then every call is the fault that a stopped server is.</summary>
internal sealed class BreakableDatabase(IDatabase inner) : IDatabase
{
    private int calls;

    public bool IsDown { get; set; }

    /// <summary>The one call that fails, by its statement's name or <c>begin</c>; null for none.</summary>
    public string? Failing { get; set; }

    /// <summary>The one statement that is done and whose answer is lost, by its name; null for none.</summary>
    public string? Losing { get; set; }

    /// <summary>What somebody else does just before a statement of this name is sent, once; null for nothing.</summary>
    public (string Statement, Func<Task> Act)? Meanwhile { get; set; }

    /// <summary>How many statements and transactions were asked for.</summary>
    public int Calls => Volatile.Read(ref calls);

    public IDialect Dialect => inner.Dialect;

    /// <summary>Where it stands: off the top it takes no writes, and answers what a standby may.</summary>
    public StoreStanding Standing { get; set; } = StoreStanding.Top;

    public Task<T?> FindAsync<T>(Statement statement, object? arguments, CancellationToken ct) =>
        RunAsync(statement, working => working.FindAsync<T>(statement, arguments, ct));

    public Task<IReadOnlyList<T>> ListAsync<T>(Statement statement, object? arguments, CancellationToken ct) =>
        RunAsync(statement, working => working.ListAsync<T>(statement, arguments, ct));

    public Task<int> ExecuteAsync(Statement statement, object? arguments, CancellationToken ct) =>
        RunAsync(statement, working => working.ExecuteAsync(statement, arguments, ct));

    public Task<ITransaction> BeginAsync(CancellationToken ct) => Working("begin", isForStandby: false).BeginAsync(ct);

    private async Task<T> RunAsync<T>(Statement sent, Func<IDatabase, Task<T>> run)
    {
        var statement = sent.Name;
        var working = Working(statement, sent.IsForStandby);
        if (Meanwhile is var (before, act) && before == statement)
        {
            Meanwhile = null;
            await act();
        }

        var answered = await run(working);
        return statement == Losing
            ? throw new StoreFaultException(statement, new IOException("The test has lost the database's answer."))
            : answered;
    }

    private IDatabase Working(string statement, bool isForStandby)
    {
        Interlocked.Increment(ref calls);
        return IsDown || statement == Failing || (!Standing.IsTop && !isForStandby)
            ? throw new StoreFaultException(statement, new IOException("The test has stopped the database."))
            : inner;
    }
}
