using Everlatch.Testing.Processes;
using Microsoft.Data.Sqlite;

namespace Everlatch.Interop.Moves;

/// <summary>Between two embedded databases.</summary>
public sealed class MoveOnSqlite : MoveSuite
{
    private protected override UpProcess Up { get; } = UpProcess.With("--regions", "eu,us");

    private protected override string AddressOf(string region) => Path.Combine(FolderOf(region), "everlatch.db");

    private protected override async Task<IAsyncDisposable> HoldAsync(string region)
    {
        var database = new SqliteConnection($"Data Source={AddressOf(region)};Pooling=False");
        await database.OpenAsync(TestContext.Current.CancellationToken);
        await using var begin = database.CreateCommand();
        begin.CommandText = "begin immediate";
        await begin.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return database;
    }

    private protected override async Task<IReadOnlySet<string>> EveryValueAsync(string region)
    {
        await using var database = new SqliteConnection($"Data Source={AddressOf(region)};Mode=ReadOnly;Pooling=False");
        return await EveryValue.OfAsync(database, "select name from sqlite_schema where type = 'table'");
    }
}
