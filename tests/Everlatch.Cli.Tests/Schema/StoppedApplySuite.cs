using System.Text.Json.Nodes;
using Everlatch.Storage;
using Everlatch.Testing;
using Everlatch.Testing.Processes;

namespace Everlatch.Cli.Tests.Schema;

/// <summary>Whoever stops a run gets its document, as of every other end, and the next run goes on.</summary>
public abstract class StoppedApplySuite<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine
{
    private StorageOptions storage = null!;
    private BehindDatabase database = null!;

    /// <summary>What keeps a step waiting, until a rollback.</summary>
    protected abstract string Hold { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        storage = await TEngine.CreateAsync(migrated: false, Ct);
        database = await BehindDatabase.CreateAsync(storage);
    }

    public async ValueTask DisposeAsync()
    {
        database.Dispose();
        await TEngine.DropAsync(storage);
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_stops_it_in_order_and_the_next_run_goes_on(string signal)
    {
        await using (var holder = await StorageSchema.DatabaseOf(storage).OpenAsync(Ct))
        {
            await using var hold = holder.CreateCommand();
            hold.CommandText = Hold;
            await hold.ExecuteNonQueryAsync(Ct);
            await using var apply = Running.Everlatch(
                "schema", "apply", "--json", "--from", database.Build.Folder, "--database", database.Build.Database);
            await apply.ErrorAsync("\"retrying\"");
            await apply.SignalAsync(signal);

            Assert.Equal(1, await apply.ExitAsync());
            Assert.Equal("cancelled", (string?)JsonNode.Parse(apply.Output)!["outcome"]);
            Assert.Contains("Run it again", apply.Error, StringComparison.Ordinal);
        }

        await database.AppliesAsync();
    }
}

public sealed class StoppedApplyOnPostgres : StoppedApplySuite<PostgresEngine>
{
    protected override string Hold => "begin; lock table people in access share mode";
}

public sealed class StoppedApplyOnSqlite : StoppedApplySuite<SqliteEngine>
{
    protected override string Hold => "begin immediate";
}
