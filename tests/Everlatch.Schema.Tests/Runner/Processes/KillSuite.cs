using System.Globalization;
using System.Security.Cryptography;
using Everlatch.Schema.Runner;

namespace Everlatch.Schema.Tests.Runner.Processes;

/// <summary>
/// A runner that is killed at any point, over a whole history with rows written at every version: the next one comes to the same
/// schema and the same rows as one that nobody disturbed.
/// </summary>
public abstract class KillSuite<TEngine, THistory> : IDisposable
    where TEngine : ISchemaTestEngine
    where THistory : IHistoryEngine
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("everlatch-history-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static ApplyOptions WithContract => new() { Contract = true };

    public void Dispose()
    {
        System.IO.Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Rows_written_at_every_version_are_there_at_the_newest()
    {
        var build = await BuildAsync();
        await using var scratch = await Scratch.CreateAsync<TEngine>();
        foreach (var (lastStep, sql) in IHistoryEngine.Rows)
        {
            await build.Until(TEngine.Engine, "0.1.0", lastStep).ApplyAllAsync(scratch.Database);
            await scratch.ExecuteAsync(sql);
        }

        await build.ApplyAllAsync(scratch.Database, WithContract);
        await RequireEndAsync(build, scratch, IHistoryEngine.Expected);
    }

    [Fact]
    public async Task Killed_after_any_statement_the_next_run_comes_to_the_same()
    {
        var build = await BuildAsync();
        var undisturbed = await UndisturbedAsync(build);
        var boundary = 1;
        for (var survived = false; !survived; boundary++)
        {
            await using var scratch = await FilledAsync(build);
            await using var migrator = MigratorProcess.Start(
                scratch.Database, folder, "--contract", "--die-after", boundary.ToString(CultureInfo.InvariantCulture));
            survived = await migrator.EndAsync() == 0;
            if (!survived)
            {
                Assert.DoesNotContain("end ", migrator.Said, StringComparison.Ordinal);
                Assert.Equal(0, (await build.ApplyAsync(scratch.Database, WithContract)).ExitCode);
            }

            await RequireEndAsync(build, scratch, undisturbed);
        }

        // Fewer would mean that the runner was not killed inside of its steps.
        Assert.True(boundary > 40, $"{boundary} statements");
    }

    [Fact]
    public async Task Killed_at_random_times_the_next_run_comes_to_the_same()
    {
        var build = await BuildAsync();
        var undisturbed = await UndisturbedAsync(build);
        for (var i = 0; i < 6; i++)
        {
            await using var scratch = await FilledAsync(build);
            await using var migrator = MigratorProcess.Start(scratch.Database, folder, "--contract");
            await migrator.HearAsync("begun");
            await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(300)), TimeProvider.System, Ct);
            await migrator.KillAsync();
            await build.ApplyAsync(scratch.Database, WithContract);
            await RequireEndAsync(build, scratch, undisturbed);
        }
    }

    private static async Task<IReadOnlyList<string?>> UndisturbedAsync(TestBuild build)
    {
        await using var scratch = await FilledAsync(build);
        await build.ApplyAllAsync(scratch.Database, WithContract);
        return await scratch.QueryAsync(IHistoryEngine.Content);
    }

    private static async Task RequireEndAsync(TestBuild build, Scratch scratch, IReadOnlyList<string?> content)
    {
        var contract = build.Source.ContractOf(TEngine.Engine);
        Assert.Equal([], contract.Full.ChangesTo(await scratch.ReadCatalogAsync()).Select(change => change.ToString()!));
        Assert.Equal(content, await scratch.QueryAsync(IHistoryEngine.Content));
        var history = await Ledger.HistoryAsync(scratch.Database, Ct);
        Assert.Equal(
            THistory.Steps.Select(m => m.Step).Order(StringComparer.Ordinal),
            history.Select(e => e.Step).Order(StringComparer.Ordinal));
        Assert.All(history, entry => Assert.True(entry.IsDone, $"{entry.Step} {entry.State} {entry.Error}"));
    }

    // All rows are there and most of the steps are to come.
    private static async Task<Scratch> FilledAsync(TestBuild build)
    {
        var scratch = await Scratch.CreateAsync<TEngine>();
        await build.Until(TEngine.Engine, "0.1.0", "0001_people.expand").ApplyAllAsync(scratch.Database);
        await scratch.ExecuteAsync(
            """
            insert into people (id, name) values
                ('a1', 'Ada L'), ('a2', 'Bob M'), ('a3', 'Cy N'), ('a4', 'Dee O'), ('a5', 'Eve P'),
                ('b1', 'Flo Q'), ('b2', 'Gus R'), ('c1', 'Hal S');
            insert into visits (id, person, at) values (1, 'a1', 10), (2, 'a2', 20), (3, 'a1', 30), (4, 'b1', 40), (5, 'b2', 50)
            """);
        return scratch;
    }

    private async Task<TestBuild> BuildAsync()
    {
        var build = await TestBuild.OfAsync<TEngine>([.. THistory.Steps]);
        build.WriteTo(folder);
        return build;
    }
}

public sealed class KillsOnPostgres : KillSuite<OnPostgres, HistoryOnPostgres>;

public sealed class KillsOnSqlite : KillSuite<OnSqlite, HistoryOnSqlite>;
