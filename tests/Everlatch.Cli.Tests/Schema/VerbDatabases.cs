using Everlatch.Storage;
using Everlatch.Testing;

namespace Everlatch.Cli.Tests.Schema;

/// <summary>A database that has this build's schema and one that has nothing, for tests that only look.</summary>
public sealed class VerbDatabases<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The one that lacks nothing.</summary>
    internal StorageOptions Ready { get; private set; } = null!;

    /// <summary>The one that has nothing.</summary>
    internal StorageOptions Empty { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Ready = await TEngine.CreateAsync(migrated: true, Ct);
        Empty = await TEngine.CreateAsync(migrated: false, Ct);
        if (Empty.Postgres.Length == 0)
        {
            // A verb that looks makes no file.
            await File.WriteAllBytesAsync(Empty.SqliteFile, [], Ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await TEngine.DropAsync(Ready);
        await TEngine.DropAsync(Empty);
    }
}
