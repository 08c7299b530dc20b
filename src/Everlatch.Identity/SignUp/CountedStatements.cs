using Everlatch.Storage;

namespace Everlatch.Identity.SignUp;

/// <summary>
/// Counts the statements of an act, so that the ways through it that need fewer can be made as long as the others.
/// </summary>
internal sealed class CountedStatements(IStatements on) : IStatements
{
    /// <summary>How many were sent.</summary>
    public int Count { get; private set; }

    public Task<T?> FindAsync<T>(Statement statement, object? arguments, CancellationToken ct)
    {
        Count++;
        return on.FindAsync<T>(statement, arguments, ct);
    }

    public Task<IReadOnlyList<T>> ListAsync<T>(Statement statement, object? arguments, CancellationToken ct)
    {
        Count++;
        return on.ListAsync<T>(statement, arguments, ct);
    }

    public Task<int> ExecuteAsync(Statement statement, object? arguments, CancellationToken ct)
    {
        Count++;
        return on.ExecuteAsync(statement, arguments, ct);
    }
}
