using Everlatch.Schema.Runner;

namespace Everlatch.Schema.Tests.Runner.Servers;

/// <summary>Who lives is asked in time, and nobody is taken for dead who only could not speak.</summary>
public abstract class LivingServersSuite<TEngine>
    where TEngine : ISchemaTestEngine
{
    /// <summary>Runs contract steps, and asks the living alone.</summary>
    protected static readonly ApplyOptions Contract = new()
    {
        Contract = true, Kept = [], ServerPatience = TimeSpan.FromSeconds(1.5),
    };

    /// <summary>Holds the table <c>people</c> against whoever wants to change it, until a commit.</summary>
    protected abstract string Hold { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_that_was_silent_as_long_as_the_database_was_away_is_waited_for()
    {
        var (first, second, scratch) = await StartAsync("alter table people drop column nick");
        await using var _ = scratch;
        await BeatAsync(scratch, first);
        await scratch.ExecuteAsync("update schema_servers set seen_at = seen_at - 3600000");

        var heard = new Heard();
        var applying = second.ApplyAsync(
            scratch.Database, Contract with { ServerPatience = TimeSpan.FromMinutes(1) }, heard);
        await heard.UntilAsync(happened => happened is ApplyEvent.WatchingServers { Instances: ["web-7"] });
        await BeatAsync(scratch, first);
        var refused = Assert.IsType<ApplyOutcome.Refused>(await applying);
        Assert.Equal(["web-7"], refused.By.Select(needed => needed.Who));
        Assert.NotNull((await scratch.ReadCatalogAsync()).Column("people", "nick"));
    }

    [Fact]
    public async Task One_that_keeps_silent_while_it_is_watched_is_dead_and_nobody_waits_for_it_again()
    {
        var (first, second, scratch) = await StartAsync("alter table people drop column nick");
        await using var _ = scratch;
        await BeatAsync(scratch, first);
        await scratch.ExecuteAsync("update schema_servers set seen_at = seen_at - 61000");
        await second.ApplyAllAsync(scratch.Database, Contract);
        Assert.Null((await scratch.ReadCatalogAsync()).Column("people", "nick"));
        Assert.Empty(await scratch.QueryAsync("select instance from schema_servers"));
    }

    [Theory]
    [InlineData("alter table people drop column nick", "column people.nick")]
    [InlineData("-- schema: no-transaction\ndrop index people_nick", "index people_nick")]
    public async Task One_that_starts_while_a_step_waits_for_its_locks_is_asked(string step, string needed)
    {
        var (first, second, scratch) = await StartAsync(step);
        await using var _ = scratch;

        // The step goes on only when the table is held.
        var heard = new Heard(happened =>
        {
            if (happened is ApplyEvent.StepBegun)
            {
                scratch.Execute(Hold);
            }
        });
        var applying = second.ApplyAsync(scratch.Database, Contract, heard);
        await heard.UntilAsync(happened => happened is ApplyEvent.Retrying);
        await BeatAsync(scratch, first);
        await scratch.ExecuteAsync("commit");
        var refused = Assert.IsType<ApplyOutcome.Refused>(await applying);
        Assert.Equal("0002_less.contract", refused.Step);
        var by = Assert.Single(refused.By);
        Assert.Equal("web-7", by.Who);
        Assert.StartsWith(needed, Assert.Single(by.Needs), StringComparison.Ordinal);
        Assert.NotNull((await scratch.ReadCatalogAsync()).Find(needed));

        // With nobody there the same step waits as long, and runs.
        Assert.True(await ServerRegister.LeaveAsync(TEngine.Engine, scratch.Session, "web-7", Ct));
        await scratch.ExecuteAsync(Hold);
        var retrying = new Heard();
        var alone = second.ApplyAsync(scratch.Database, Contract, retrying);
        await retrying.UntilAsync(happened => happened is ApplyEvent.Retrying);
        await scratch.ExecuteAsync("commit");
        Assert.IsType<ApplyOutcome.Applied>(await alone);
        Assert.Null((await scratch.ReadCatalogAsync()).Find(needed));
    }

    /// <summary>A server starts, and stands in the register.</summary>
    protected static async Task BeatAsync(Scratch scratch, TestBuild build) =>
        Assert.True(await ServerRegister.BeatAsync(
            TEngine.Engine, scratch.Session, "web-7", build.Source.ContractOf(TEngine.Engine), Ct));

    /// <summary>Two releases, and a database that has the first.</summary>
    protected static async Task<(TestBuild First, TestBuild Second, Scratch Scratch)> StartAsync(string contract)
    {
        var first = await TestBuild.OfAsync<TEngine>(
            "1.0.0",
            ("0001_people.expand",
                contract.Contains("index", StringComparison.Ordinal)
                    ? "create table people (id text primary key, nick text); create index people_nick on people (nick)"
                    : "create table people (id text primary key, nick text)"));
        var second = await TestBuild.AfterAsync<TEngine>(first, "2.0.0", ("0002_less.contract", contract));
        var scratch = await Scratch.CreateAsync<TEngine>();
        await first.ApplyAllAsync(scratch.Database);
        return (first, second, scratch);
    }
}

public sealed class LivingServersOnPostgres : LivingServersSuite<OnPostgres>
{
    protected override string Hold => "begin; lock table people in access share mode";

    [Fact]
    public async Task One_that_starts_while_a_step_runs_is_asked_whatever_the_database_has_for_a_default_isolation()
    {
        var (first, second, scratch) = await StartAsync("alter table people drop column nick; select pg_sleep(2)");
        await using var _ = scratch;
        var name = Assert.Single(await scratch.QueryAsync("select current_database()"));
        await scratch.ExecuteAsync($"alter database {name} set default_transaction_isolation = 'serializable'");
        var applying = second.ApplyAsync(scratch.Database, Contract);
        while ((await scratch.QueryAsync(
            "select 1 from pg_stat_activity where datname = current_database() and query like 'select pg_sleep%'")).Count == 0)
        {
            Assert.False(applying.IsCompleted);
        }

        await BeatAsync(scratch, first);
        Assert.Equal(["web-7"], Assert.IsType<ApplyOutcome.Refused>(await applying).By.Select(needed => needed.Who));
        Assert.NotNull((await scratch.ReadCatalogAsync()).Column("people", "nick"));
    }
}

public sealed class LivingServersOnSqlite : LivingServersSuite<OnSqlite>
{
    protected override string Hold => "begin immediate";
}
