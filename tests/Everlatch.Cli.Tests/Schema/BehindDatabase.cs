using System.Text.Json.Nodes;
using Everlatch.Schema;
using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Runner;
using Everlatch.Storage;

namespace Everlatch.Cli.Tests.Schema;

/// <summary>
/// A database that has the first step of a <see cref="FolderBuild" />, and whether a run left something of the second.
/// </summary>
internal sealed class BehindDatabase : IDisposable
{
    private readonly StorageOptions storage;

    private BehindDatabase(StorageOptions storage, FolderBuild build) => (this.storage, Build) = (storage, build);

    /// <summary>The build that it waits for.</summary>
    public FolderBuild Build { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Brings an empty database there.</summary>
    public static async Task<BehindDatabase> CreateAsync(StorageOptions storage)
    {
        var build = await FolderBuild.CreateAsync(storage);
        await build.WriteFirstAsync();
        var source = new SchemaSource("1.0.0", SchemaFiles.InFolder(build.Folder));
        var database = StorageSchema.DatabaseOf(storage);
        await new ApplyMigrations(source, database, new ApplyOptions(), TimeProvider.System, QuietProgress.Instance)
            .RunAsync(Ct);
        await build.WriteAsync();
        return new BehindDatabase(storage, build);
    }

    /// <summary>Sends a statement.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await StorageSchema.DatabaseOf(storage).OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Ct);
    }

    /// <summary>A verb fails with an id and one document, and nothing of the second step is there afterwards.</summary>
    public async Task<JsonNode> RefusesAsync(string verb, string id, string? database = null)
    {
        var result = await Build.RunAsync(verb, database);
        Assert.True(result.Exit == 1, $"It ended with {result.Exit}: {result.Output}{result.Error}");
        var error = result.Json["error"]!;
        Assert.Equal(id, (string?)error["id"]);
        Assert.Contains($"{id}: {(string?)error["message"]}", result.Error, StringComparison.Ordinal);
        await HasNothingOfItAsync();
        return error;
    }

    /// <summary>The run that went wrong is run again, and does it all.</summary>
    public async Task AppliesAsync()
    {
        var result = await Build.RunAsync("apply");
        Assert.True(result.Exit == 0, $"It ended with {result.Exit}: {result.Output}{result.Error}");
        Assert.Equal("applied", (string?)result.Json["outcome"]);
        Assert.Equal(FolderBuild.Second, (string?)Assert.Single((JsonArray)result.Json["steps"]!)!["step"]);
        var catalog = await LiveCatalog.ReadAsync(StorageSchema.DatabaseOf(storage), Ct);
        Assert.NotNull(catalog.Column("people", "email"));
        Assert.NotNull(catalog.Table("mails"));
    }

    public void Dispose() => Build.Dispose();

    private async Task HasNothingOfItAsync()
    {
        var database = StorageSchema.DatabaseOf(storage);
        var catalog = await LiveCatalog.ReadAsync(database, Ct);
        Assert.NotNull(catalog.Table("people"));
        Assert.Null(catalog.Column("people", "email"));
        Assert.Null(catalog.Table("mails"));
        Assert.DoesNotContain(
            await Ledger.HistoryAsync(database, Ct), entry => entry.Step == FolderBuild.Second && entry.IsDone);
    }
}
