using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Runner;

namespace Everlatch.Schema.Tests.Runner.Servers;

/// <summary>Contract steps take away what nobody needs any more, and nothing else.</summary>
public abstract class ContractStepSuite<TEngine>
    where TEngine : ISchemaTestEngine
{
    private static readonly ApplyOptions Contract = new() { Contract = true };
    private static readonly ApplyOptions ContractKeepingNone = new() { Contract = true, Kept = [] };

    private static readonly (string Step, string Sql)[] First =
    [
        ("0001_people.expand", "create table people (id text primary key, name text, nick text)"),
    ];

    private static readonly (string Step, string Sql)[] Second =
    [
        ("0002_no_nick.expand", "alter table people add column alias text"),
        ("0002_no_nick.contract", "alter table people drop column nick"),
        ("0003_mails.expand", "create table mails (id text primary key)"),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_wait_until_somebody_asks_and_later_steps_do_not_wait_for_them()
    {
        var (_, second, scratch) = await StartAsync();
        await using var _ = scratch;
        var outcome = await second.ApplyAllAsync(scratch.Database);
        Assert.Equal(["0002_no_nick.expand", "0003_mails.expand"], outcome.Steps.Select(step => step.Step));
        Assert.Equal(["0002_no_nick.contract"], outcome.Deferred);
        Assert.Equal(
            ["0002_no_nick.contract"],
            Assert.IsType<ApplyOutcome.NothingPending>(await second.ApplyAsync(scratch.Database)).Deferred);

        await second.ApplyAllAsync(scratch.Database, ContractKeepingNone);
        Assert.Null((await scratch.ReadCatalogAsync()).Column("people", "nick"));
    }

    [Fact]
    public async Task A_living_server_that_needs_what_they_take_away_is_named()
    {
        var (first, second, scratch) = await StartAsync();
        await using var _ = scratch;
        await second.ApplyAllAsync(scratch.Database);
        await BeatAsync(scratch, "web-7", first);
        await BeatAsync(scratch, "web-8", second);
        var refused = Assert.IsType<ApplyOutcome.Refused>(await second.ApplyAsync(scratch.Database, ContractKeepingNone));
        Assert.Equal(3, refused.ExitCode);
        var needed = Assert.Single(refused.By);
        Assert.Equal(("web-7", "1.0.0"), (needed.Who, needed.Release));
        Assert.Contains("people.nick", Assert.Single(needed.Needs), StringComparison.Ordinal);
        Assert.NotNull((await scratch.ReadCatalogAsync()).Column("people", "nick"));
    }

    [Fact]
    public async Task One_that_left_is_not_asked()
    {
        var (first, second, scratch) = await StartAsync();
        await using var _ = scratch;
        await BeatAsync(scratch, "web-7", first);
        Assert.True(await ServerRegister.LeaveAsync(TEngine.Engine, scratch.Session, "web-7", Ct));
        await second.ApplyAllAsync(scratch.Database, ContractKeepingNone);
    }

    [Fact]
    public async Task The_release_before_is_kept_unless_the_caller_says_otherwise()
    {
        var (_, second, scratch) = await StartAsync();
        await using var _ = scratch;
        var refused = Assert.IsType<ApplyOutcome.Refused>(await second.ApplyAsync(scratch.Database, Contract));
        Assert.Equal([("kept release", "1.0.0")], refused.By.Select(needed => (needed.Who, needed.Release)));
        Assert.Equal(["0002_no_nick.expand"], refused.Steps.Select(step => step.Step));

        // Two releases on, nobody goes back to the first.
        var third = await TestBuild.AfterAsync<TEngine>(
            second, "3.0.0", ("0004_more.expand", "create table more (id text primary key)"));
        await third.ApplyAllAsync(scratch.Database, Contract);
    }

    [Fact]
    public async Task To_keep_the_own_release_is_to_keep_nobody_else()
    {
        var (_, second, scratch) = await StartAsync();
        await using var _ = scratch;
        await second.ApplyAllAsync(scratch.Database, new ApplyOptions { Contract = true, Kept = ["2.0.0"] });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_unknown_release_to_keep_is_refused_before_anything_is_done(bool contract)
    {
        var (_, second, scratch) = await StartAsync();
        await using var _ = scratch;
        var options = new ApplyOptions { Contract = contract, Kept = ["1.0.0", "0.9.9"] };
        var refused = await second.FailAsync(scratch.Database, "EL1846", options);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("0.9.9", refused.Fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("1.0.0, 2.0.0.", refused.Fault.Message, StringComparison.Ordinal);
        var planned = await Assert.ThrowsAsync<SchemaException>(() =>
            SchemaPlan.OfAsync(second.Source, scratch.Database, options, Ct));
        Assert.True(planned.IsWrongUsage);
        Assert.Null((await scratch.ReadCatalogAsync()).Table("mails"));

        await second.ApplyAllAsync(scratch.Database, new ApplyOptions { Kept = ["1.0.0"] });
    }

    [Fact]
    public async Task A_release_to_keep_may_be_known_to_the_database_alone()
    {
        var (_, second, scratch) = await StartAsync();
        await using var _ = scratch;
        var side = await TestBuild.OfAsync<TEngine>("1.0.7", First);
        await BeatAsync(scratch, "web-7", side);
        await ServerRegister.LeaveAsync(TEngine.Engine, scratch.Session, "web-7", Ct);
        var refused = Assert.IsType<ApplyOutcome.Refused>(
            await second.ApplyAsync(scratch.Database, new ApplyOptions { Contract = true, Kept = ["1.0.7"] }));
        Assert.Equal([("kept release", "1.0.7")], refused.By.Select(needed => (needed.Who, needed.Release)));
    }

    [Fact]
    public async Task A_release_that_the_database_keeps_is_asked_until_it_is_let_go()
    {
        var (first, second, scratch) = await StartAsync();
        await using var _ = scratch;
        await KeepAsync(scratch, first, true);
        Assert.IsType<ApplyOutcome.Refused>(await second.ApplyAsync(scratch.Database, ContractKeepingNone));
        await KeepAsync(scratch, first, false);
        await second.ApplyAllAsync(scratch.Database, ContractKeepingNone);
    }

    [Fact]
    public async Task A_server_that_did_not_say_what_it_needs_is_not_passed_over()
    {
        var (first, second, scratch) = await StartAsync();
        await using var _ = scratch;
        await BeatAsync(scratch, "web-7", first);
        await scratch.ExecuteAsync("delete from schema_contracts");
        var failed = await second.FailAsync(scratch.Database, "EL1847", ContractKeepingNone);
        Assert.Contains("web-7", failed.Fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_an_empty_database_nobody_needs_anything_and_they_run_in_their_turn()
    {
        var (_, second, elsewhere) = await StartAsync();
        await using var _ = elsewhere;
        await using var scratch = await Scratch.CreateAsync<TEngine>();
        var failing = second.Mended(
            TEngine.Engine, $"Migrations/{TEngine.Engine}/0002_no_nick.expand.sql", "alter table people add column wrong text");
        await failing.FailAsync(scratch.Database, "EL1835");

        // A run that goes on where the first stopped is the same run.
        var outcome = await second.ApplyAllAsync(scratch.Database);
        Assert.Equal(
            ["0002_no_nick.expand", "0002_no_nick.contract", "0003_mails.expand"], outcome.Steps.Select(step => step.Step));
        Assert.Equal(second.Source.ContractOf(TEngine.Engine).Full.Digest, (await scratch.ReadCatalogAsync()).Digest);
    }

    [Fact]
    public async Task A_step_that_fails_is_found_on_the_shadow_and_never_run()
    {
        var (first, second, scratch) = await StartAsync();
        await using var _ = scratch;
        await second.ApplyAllAsync(scratch.Database);
        await BeatAsync(scratch, "web-7", first);
        var wrong = second.Mended(
            TEngine.Engine, $"Migrations/{TEngine.Engine}/0002_no_nick.contract.sql", "alter table people drop column nickname");
        await wrong.FailAsync(scratch.Database, "EL1840", ContractKeepingNone);
        Assert.NotNull((await scratch.ReadCatalogAsync()).Column("people", "nick"));
    }

    [Fact]
    public async Task A_server_lives_on_where_the_register_is_not_there()
    {
        var (first, _, scratch) = await StartAsync();
        await using var _ = scratch;
        await scratch.ExecuteAsync($"drop table {OwnTables.Servers}", $"drop table {OwnTables.Contracts}");
        Assert.False(await ServerRegister.BeatAsync(
            TEngine.Engine, scratch.Session, "web-7", first.Source.ContractOf(TEngine.Engine), Ct));
        Assert.False(await ServerRegister.LeaveAsync(TEngine.Engine, scratch.Session, "web-7", Ct));
    }

    private static async Task BeatAsync(Scratch scratch, string instance, TestBuild build)
    {
        for (var beat = 0; beat < 2; beat++)
        {
            Assert.True(await ServerRegister.BeatAsync(
                TEngine.Engine, scratch.Session, instance, build.Source.ContractOf(TEngine.Engine), Ct));
        }
    }

    private static Task KeepAsync(Scratch scratch, TestBuild build, bool kept) =>
        ServerRegister.KeepAsync(TEngine.Engine, scratch.Session, build.Source.ContractOf(TEngine.Engine), kept, Ct);

    // Two releases, and a database that has the first.
    private static async Task<(TestBuild First, TestBuild Second, Scratch Scratch)> StartAsync()
    {
        var first = await TestBuild.OfAsync<TEngine>("1.0.0", First);
        var second = await TestBuild.AfterAsync<TEngine>(first, "2.0.0", Second);
        var scratch = await Scratch.CreateAsync<TEngine>();
        await first.ApplyAllAsync(scratch.Database);
        return (first, second, scratch);
    }
}

public sealed class ContractStepsOnPostgres : ContractStepSuite<OnPostgres>
{
    [Fact]
    public async Task A_server_that_may_not_write_the_register_lives_on()
    {
        var build = await TestBuild.OfAsync<OnPostgres>(("0001_people.expand", "create table people (id text primary key)"));
        await using var scratch = await Scratch.CreateAsync<OnPostgres>();
        await build.ApplyAllAsync(scratch.Database);
        await using var role = await TestRole.CreateAsync("");
        await using var session = await scratch.Database.With(
            new KeyValuePair<string, string>("Username", role.Name),
            new KeyValuePair<string, string>("Password", TestRole.Password)).OpenAsync(TestContext.Current.CancellationToken);
        Assert.False(await ServerRegister.BeatAsync(
            SchemaEngine.Postgres, session, "web-7", build.Source.ContractOf(SchemaEngine.Postgres),
            TestContext.Current.CancellationToken));
    }
}

public sealed class ContractStepsOnSqlite : ContractStepSuite<OnSqlite>;
