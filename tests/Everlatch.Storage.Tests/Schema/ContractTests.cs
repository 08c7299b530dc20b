using Everlatch.Schema;
using Everlatch.Schema.Contracts;
using Everlatch.Testing;

namespace Everlatch.Storage.Tests.Schema;

/// <summary>What this build needs of a database is kept beside its migrations, and is what they make.</summary>
public sealed class ContractTests
{
    private static readonly string Folder = Checkout.PathOf("src/Everlatch.Storage");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task The_contract_of_PostgreSQL_is_what_the_migrations_make() => AssertCurrentAsync<PostgresEngine>();

    [Fact]
    public Task The_contract_of_SQLite_is_what_the_migrations_make() => AssertCurrentAsync<SqliteEngine>();

    [Fact]
    public void Both_engines_make_the_same_tables_and_columns() => CompareEngines.Require(Source());

    private static SchemaSource Source() => new(StorageSchema.Source.Release, SchemaFiles.InFolder(Folder));

    private static async Task AssertCurrentAsync<TEngine>()
        where TEngine : ITestEngine
    {
        await using var database = await TestDatabase.CreateEmptyAsync<TEngine>();
        var server = StorageSchema.DatabaseOf(database.Options);
        var made = MakeContract.TextOf(await MakeContract.RunAsync(Source(), server, Ct));
        var file = $"Contracts/{server.Engine}.contract";
        Assert.True(
            made == Source().Files.Find(file), $"src/Everlatch.Storage/{file} is stale: eng/contracts.sh makes it again.");
    }
}
