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

    public StoreStanding Standing => inner.Standing;

    public Task<T?> FindAsync<T>(Statement statement, object? arguments, CancellationToken ct) =>
        RunAsync(statement.Name, working => working.FindAsync<T>(statement, arguments, ct));

    public Task<IReadOnlyList<T>> ListAsync<T>(Statement statement, object? arguments, CancellationToken ct) =>
        RunAsync(statement.Name, working => working.ListAsync<T>(statement, arguments, ct));

    public Task<int> ExecuteAsync(Statement statement, object? arguments, CancellationToken ct) =>
        RunAsync(statement.Name, working => working.ExecuteAsync(statement, arguments, ct));

    public Task<ITransaction> BeginAsync(CancellationToken ct) => Working("begin").BeginAsync(ct);

    private async Task<T> RunAsync<T>(string statement, Func<IDatabase, Task<T>> run)
    {
        var working = Working(statement);
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

    private IDatabase Working(string statement)
    {
        Interlocked.Increment(ref calls);
        return IsDown || statement == Failing
            ? throw new StoreFaultException(statement, new IOException("The test has stopped the database."))
            : inner;
    }
}
