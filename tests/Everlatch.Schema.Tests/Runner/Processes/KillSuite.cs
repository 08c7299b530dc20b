using System.Globalization;
using System.Security.Cryptography;
using Everlatch.Schema.Runner;

namespace Everlatch.Schema.Tests.Runner.Processes;

/// <summary>
/// A runner that is killed at any point, over a whole history with rows written at every version: the next one comes to the same
/// schema and the same rows as one that nobody disturbed.
/// </summary>
public abstract class KillSuite<TEngine, THistory>(KillLab<TEngine, THistory> lab) : IClassFixture<KillLab<TEngine, THistory>>
    where TEngine : ISchemaTestEngine
    where THistory : IHistoryEngine
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Rows_written_at_every_version_are_there_at_the_newest() =>
        Assert.Equal(IHistoryEngine.Expected, lab.Starts[^1].Content);

    [Fact]
    public async Task Dead_after_any_statement_the_next_run_comes_to_the_same()
    {
        // From the first version, whose tables have rows, up to the last that makes a table; from there with rows in that one.
        var (first, last) = (lab.Starts[0], lab.Starts[^1]);
        var early = lab.Build.Until(TEngine.Engine, "0.9.0", last.LastStep);
        var deaths = await FromAsync(first, early) + await FromAsync(last, lab.Build);

        // Fewer would mean that the runner did not die inside of its steps.
        Assert.True(deaths > 50, $"{deaths} statements");
    }

    [Fact]
    public async Task Killed_as_a_process_at_random_statements_and_times_the_next_run_comes_to_the_same()
    {
        for (var i = 0; i < 3; i++)
        {
            var start = lab.Starts[RandomNumberGenerator.GetInt32(lab.Starts.Count)];
            await using var scratch = await Scratch.CopyAsync<TEngine>(start.Database);
            var statement = (1 + RandomNumberGenerator.GetInt32(10)).ToString(CultureInfo.InvariantCulture);
            await using var migrator =
                MigratorProcess.Start(scratch.Database, lab.Folder, "--contract", "--die-after", statement);
            Assert.NotEqual(0, await migrator.EndAsync());
            Assert.DoesNotContain("end ", migrator.Said, StringComparison.Ordinal);
            await RequireEndAsync(scratch, start);
        }

        for (var i = 0; i < 3; i++)
        {
            var start = lab.Starts[RandomNumberGenerator.GetInt32(lab.Starts.Count)];
            await using var scratch = await Scratch.CopyAsync<TEngine>(start.Database);
            await using var migrator = MigratorProcess.Start(scratch.Database, lab.Folder, "--contract");
            await migrator.HearAsync("begun");
            await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(300)), TimeProvider.System, Ct);
            await migrator.KillAsync();
            await RequireEndAsync(scratch, start);
        }
    }

    /// <summary>
    /// Databases as a runner leaves them that died right after the first statement was answered, the second, and so on.
    /// </summary>
    protected abstract IAsyncEnumerable<SchemaDatabase> DeathsAsync(SchemaDatabase start, TestBuild build, ApplyOptions options);

    private async Task<int> FromAsync(KillLab<TEngine, THistory>.Start start, TestBuild build)
    {
        var deaths = 0;
        await foreach (var left in DeathsAsync(start.Database, build, KillLab<TEngine, THistory>.Options))
        {
            await using var scratch = await Scratch.OverAsync<TEngine>(left);
            await RequireEndAsync(scratch, start);
            deaths++;
        }

        return deaths;
    }

    private async Task RequireEndAsync(Scratch scratch, KillLab<TEngine, THistory>.Start start)
    {
        var outcome = await lab.Build.ApplyAsync(scratch.Database, KillLab<TEngine, THistory>.Options);
        Assert.True(outcome.ExitCode == 0, (outcome as ApplyOutcome.Failed)?.Fault.Summary);
        var contract = lab.Build.Source.ContractOf(TEngine.Engine);
        Assert.Equal([], contract.Full.ChangesTo(await scratch.ReadCatalogAsync()).Select(change => change.ToString()!));
        Assert.Equal(start.Content, await scratch.QueryAsync(IHistoryEngine.Content));
        var history = await Ledger.HistoryAsync(scratch.Database, Ct);
        Assert.Equal(
            THistory.Steps.Select(m => m.Step).Order(StringComparer.Ordinal),
            history.Select(e => e.Step).Order(StringComparer.Ordinal));
        Assert.All(history, entry => Assert.True(entry.IsDone, $"{entry.Step} {entry.State} {entry.Error}"));
    }
}

public sealed class KillsOnPostgres(KillLab<OnPostgres, HistoryOnPostgres> lab)
    : KillSuite<OnPostgres, HistoryOnPostgres>(lab)
{
    protected override IAsyncEnumerable<SchemaDatabase> DeathsAsync(
        SchemaDatabase start, TestBuild build, ApplyOptions options) => Deaths.OnPostgresAsync(start, build.Source, options);
}

public sealed class KillsOnSqlite(KillLab<OnSqlite, HistoryOnSqlite> lab) : KillSuite<OnSqlite, HistoryOnSqlite>(lab)
{
    protected override IAsyncEnumerable<SchemaDatabase> DeathsAsync(
        SchemaDatabase start, TestBuild build, ApplyOptions options) => Deaths.OnSqliteAsync(start, build.Source, options);
}
