using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Storage;
using Xunit;

namespace Everlatch.Testing;

/// <summary>A real database of one engine, shared by the tests of a class; each test takes an environment of its own.</summary>
/// <remarks>
/// Write a suite once, as
/// <c>abstract class UserSuite&lt;T&gt;(TestDatabase&lt;T&gt; db) : IClassFixture&lt;TestDatabase&lt;T&gt;&gt; where T :
/// ITestEngine</c>
/// and run it on an engine with one line:
/// <c>sealed class UsersOnSqlite(TestDatabase&lt;SqliteEngine&gt; db) : UserSuite&lt;SqliteEngine&gt;(db);</c>
/// </remarks>
public sealed class TestDatabase<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine
{
    private static readonly Statement InsertEnvironment = Statement.Write(
        "testing.insert_environment",
        """
        insert into environments (id, name, region, settings_json, created_at, updated_at, version)
        values (@environment, 'Test', @region, '{}', 0, 0, 1)
        """);

    private readonly bool migrated;

    /// <summary>A database with the schema of this build.</summary>
    public TestDatabase()
        : this(migrated: true)
    {
    }

    internal TestDatabase(bool migrated) => this.migrated = migrated;

    /// <summary>The database.</summary>
    public IDatabase Database { get; private set; } = null!;

    /// <summary>Where it is: a second server of the same database opens it with these.</summary>
    public StorageOptions Options { get; private set; } = null!;

    /// <summary>Adds an environment that nothing else uses.</summary>
    public async Task<EnvironmentId> NewEnvironmentAsync()
    {
        var environment = Id.New<EnvironmentId>(TimeProvider.System);
        var region = Region.Trusted("eu");
        await Database.ExecuteAsync(InsertEnvironment, new { environment, region }, TestContext.Current.CancellationToken);
        return environment;
    }

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        Options = await TEngine.CreateAsync(migrated, TestContext.Current.CancellationToken);
        Database = StorageFeature.Open(Options, TimeProvider.System);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await TestDatabase.CloseAsync(Database);
        await TEngine.DropAsync(Options);
    }
}
