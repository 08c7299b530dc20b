using Everlatch.Testing;

namespace Everlatch.Storage.Tests;

public abstract class SchemaRunnerSuite<TEngine>
    where TEngine : ITestEngine
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_database_gets_every_migration_once()
    {
        await using var db = await TestDatabase.CreateEmptyAsync<TEngine>();
        Assert.NotEmpty(await db.Schema.PendingAsync(Ct));

        await db.Schema.ApplyAsync(Ct);
        await db.Schema.ApplyAsync(Ct);

        Assert.Empty(await db.Schema.PendingAsync(Ct));
    }
}

public sealed class SchemaRunnerOnSqlite : SchemaRunnerSuite<SqliteEngine>;

public sealed class SchemaRunnerOnPostgres : SchemaRunnerSuite<PostgresEngine>;
