using Everlatch.Storage;
using Everlatch.Testing;
using Everlatch.Testing.Processes;
using Npgsql;

namespace Everlatch.Interop.Moves;

/// <summary>Between two PostgreSQL databases.</summary>
public sealed class MoveOnPostgres : MoveSuite
{
    private readonly Dictionary<string, StorageOptions> regions = [];

    private protected override UpProcess Up { get; } = UpProcess.With("--regions", "eu,us");

    private protected override async Task PrepareAsync()
    {
        foreach (var region in new[] { "eu", "us" })
        {
            regions[region] = await PostgresEngine.CreateAsync(migrated: true, TestContext.Current.CancellationToken);
            Up.Environment[$"EVERLATCH__SCHEMA__DATABASES__{region.ToUpperInvariant()}"] = AddressOf(region);
        }
    }

    private protected override async Task DropAsync()
    {
        foreach (var region in regions.Values)
        {
            await PostgresEngine.DropAsync(region);
        }
    }

    private protected override string AddressOf(string region) => regions[region].Postgres;

    private protected override async Task<IAsyncDisposable> HoldAsync(string region)
    {
        var database = new NpgsqlConnection(AddressOf(region) + ";Pooling=false");
        await database.OpenAsync(TestContext.Current.CancellationToken);
        await using var begin = new NpgsqlCommand("begin; lock table roles in row exclusive mode", database);
        await begin.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return database;
    }

    private protected override async Task<IReadOnlySet<string>> EveryValueAsync(string region)
    {
        await using var database = new NpgsqlConnection(AddressOf(region) + ";Pooling=false");
        return await EveryValue.OfAsync(database, "select tablename from pg_tables where schemaname = 'public'");
    }
}
