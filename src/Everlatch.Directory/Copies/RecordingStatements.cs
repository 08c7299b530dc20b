using Everlatch.Storage;

namespace Everlatch.Directory.Copies;

/// <summary>Asks the database, and writes each answer into a copy.</summary>
internal sealed class RecordingStatements(IStatements inner, CopyRecording copy) : IStatements
{
    public async Task<T?> FindAsync<T>(Statement statement, object? arguments, CancellationToken ct)
    {
        var row = await inner.FindAsync<T>(statement, arguments, ct);
        copy.Answer<T>(statement, row is null ? [] : [row]);
        return row;
    }

    public async Task<IReadOnlyList<T>> ListAsync<T>(Statement statement, object? arguments, CancellationToken ct)
    {
        var rows = await inner.ListAsync<T>(statement, arguments, ct);
        copy.Answer(statement, rows);
        return rows;
    }

    public Task<int> ExecuteAsync(Statement statement, object? arguments, CancellationToken ct) =>
        throw new InvalidOperationException($"The directory is only read; '{statement.Name}' writes.");
}
