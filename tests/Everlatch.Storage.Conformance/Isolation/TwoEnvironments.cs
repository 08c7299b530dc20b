using Everlatch.Testing;

namespace Everlatch.Storage.Conformance.Isolation;

/// <summary>
/// A database with one row of every table for each of three environments: ours, a twin with the same keys, and a stranger.
/// </summary>
public sealed class TwoEnvironments<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine
{
    private readonly TestDatabase<TEngine> database = new();

    internal static Sample Own { get; } = new('a', 'k');

    internal static Sample Twin { get; } = new('b', 'k');

    internal static Sample Stranger { get; } = new('c', 's');

    internal StatementProbe Probe { get; private set; } = null!;

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        await database.InitializeAsync();
        var rows = new SampleRows(await Catalog.ReadAsync(database.Database, ct));
        await using var transaction = await database.Database.BeginAsync(ct);
        foreach (var sample in new[] { Own, Twin, Stranger })
        {
            await rows.InsertAsync(transaction, sample, ct);
        }

        await transaction.CommitAsync(ct);
        Probe = new StatementProbe(database.Database, rows);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => database.DisposeAsync();
}
