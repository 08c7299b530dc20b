using System.Globalization;

namespace Everlatch.Schema.Tests.Runner.Processes;

/// <summary>Several runners at once, in processes of their own.</summary>
public abstract class RaceSuite<TEngine> : IDisposable
    where TEngine : ISchemaTestEngine
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("everlatch-build-").FullName;

    /// <summary>Holds the table <c>marks</c> against whoever wants to change it, until the statement that follows.</summary>
    protected abstract (string Take, string Give) Hold { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        System.IO.Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Of_five_at_once_each_step_is_applied_once_and_all_end_well()
    {
        var build = await BuildAsync();
        await using var scratch = await Scratch.CreateAsync<TEngine>();
        var all = Enumerable.Range(0, 5).Select(_ => MigratorProcess.Start(scratch.Database, folder)).ToList();
        foreach (var migrator in all)
        {
            Assert.True(await migrator.EndAsync() == 0, migrator.Said);
        }

        Assert.Equal(["1", "2", "3", "4", "5"], await scratch.QueryAsync("select n from marks order by n"));
        Assert.Equal(build.Source.ContractOf(TEngine.Engine).Full.Digest, (await scratch.ReadCatalogAsync()).Digest);
        Assert.Equal(5, all.Sum(migrator => migrator.Said.Split("\ndone ").Length - 1));
        foreach (var migrator in all)
        {
            await migrator.DisposeAsync();
        }
    }

    [Fact]
    public async Task Those_who_wait_see_the_owner_and_go_on_when_it_is_killed()
    {
        var build = await BuildAsync();
        await using var scratch = await Scratch.CreateAsync<TEngine>();
        await build.Until(TEngine.Engine, "0.1.0", "0001_marks.expand").ApplyAllAsync(scratch.Database);
        await scratch.ExecuteAsync(Hold.Take);
        await using var owner = MigratorProcess.Start(scratch.Database, folder);
        await owner.HearAsync("retrying");
        await using var other = MigratorProcess.Start(scratch.Database, folder);
        var waiting = await other.HearAsync("waiting");
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"process {owner.Pid} on "), waiting, StringComparison.Ordinal);
        Assert.Contains("release 1.0.0, since 20", waiting, StringComparison.Ordinal);

        await owner.KillAsync();
        await other.HearAsync("retrying");
        await scratch.ExecuteAsync(Hold.Give);
        Assert.True(await other.EndAsync() == 0, other.Said);
        Assert.Equal(["1", "2", "3", "4", "5"], await scratch.QueryAsync("select n from marks order by n"));
    }

    [Fact]
    public async Task Whoever_waits_for_too_long_gives_up_and_names_the_owner()
    {
        var build = await BuildAsync();
        await using var scratch = await Scratch.CreateAsync<TEngine>();
        await build.Until(TEngine.Engine, "0.1.0", "0001_marks.expand").ApplyAllAsync(scratch.Database);
        await scratch.ExecuteAsync(Hold.Take);
        await using var owner = MigratorProcess.Start(scratch.Database, folder);
        await owner.HearAsync("retrying");
        await using var other = MigratorProcess.Start(scratch.Database, folder, "--patience", "0.5");
        Assert.Equal(1, await other.EndAsync());
        Assert.Contains("end busy EL1832", other.Said, StringComparison.Ordinal);
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"process {owner.Pid} on "),
            other.Said.Split("end busy")[1], StringComparison.Ordinal);
        await scratch.ExecuteAsync(Hold.Give);
        Assert.True(await owner.EndAsync() == 0, owner.Said);
    }

    private async Task<TestBuild> BuildAsync()
    {
        var build = await TestBuild.OfAsync<TEngine>(
            [
                ("0001_marks.expand", "create table marks (n bigint); insert into marks values (1)"),
                .. Enumerable.Range(2, 4).Select(n =>
                    ($"{n:D4}_m{n}.expand", $"alter table marks add column c{n} text; insert into marks (n) values ({n})")),
            ]);
        build.WriteTo(folder);
        return build;
    }
}

public sealed class RacesOnPostgres : RaceSuite<OnPostgres>
{
    protected override (string Take, string Give) Hold => ("begin; lock table marks in access share mode", "commit");
}

public sealed class RacesOnSqlite : RaceSuite<OnSqlite>
{
    protected override (string Take, string Give) Hold => ("begin immediate", "commit");
}
