using Everlatch.Storage;

namespace Everlatch.Directory.Copies;

/// <summary>Answers from a copy what the database answered, in the same order.</summary>
internal sealed class ReplayedStatements(CopyReader copy) : IStatements
{
    public Task<T?> FindAsync<T>(Statement statement, object? arguments, CancellationToken ct)
    {
        var rows = copy.Answer<T>(statement);
        return Task.FromResult(rows.Count == 0 ? default : rows[0]);
    }

    public Task<IReadOnlyList<T>> ListAsync<T>(Statement statement, object? arguments, CancellationToken ct) =>
        Task.FromResult(copy.Answer<T>(statement));

    public Task<int> ExecuteAsync(Statement statement, object? arguments, CancellationToken ct) =>
        throw new InvalidOperationException($"The directory is only read; '{statement.Name}' writes.");
}
