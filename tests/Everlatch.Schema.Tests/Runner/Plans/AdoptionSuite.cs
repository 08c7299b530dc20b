using Everlatch.Schema.Runner;

namespace Everlatch.Schema.Tests.Runner.Plans;

/// <summary>A database that was migrated before it had a ledger is taken over as it is.</summary>
public abstract class AdoptionSuite<TEngine>
    where TEngine : ISchemaTestEngine
{
    private static readonly (string Step, string Sql)[] Steps =
    [
        ("0001_people.expand", "create table people (id text primary key, name text)"),
        ("0002_email.expand", "alter table people add column email text"),
        ("0002_email.backfill",
            "-- schema: table people\n-- schema: key id\nupdate people set email = name where id > @after and id <= @upto"),
        ("0003_mails.expand", "create table mails (id text primary key)"),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Steps_whose_work_is_there_are_adopted_and_the_rest_is_applied()
    {
        var build = await TestBuild.OfAsync<TEngine>(Steps);
        await using var scratch = await Scratch.CreateAsync<TEngine>(Steps[0].Sql, "create table unrelated (id text)");
        await scratch.ExecuteAsync("insert into people values ('a', 'Ada')");
        var plan = await SchemaPlan.OfAsync(build.Source, scratch.Database, new ApplyOptions(), Ct);
        Assert.Equal(["0001_people.expand"], plan.Adopted);
        Assert.Equal(["0002_email.expand", "0002_email.backfill", "0003_mails.expand"], plan.Steps.Select(step => step.Step));

        var outcome = await build.ApplyAllAsync(scratch.Database);
        Assert.Equal(
            [LedgerState.Adopted, LedgerState.Done, LedgerState.Done, LedgerState.Done],
            outcome.Steps.Select(step => step.State));
        Assert.Equal(["Ada"], await scratch.QueryAsync("select email from people"));
        Assert.Equal(LedgerState.Adopted, (await Ledger.HistoryAsync(scratch.Database, Ct))[0].State);
        Assert.IsType<ApplyOutcome.NothingPending>(await build.ApplyAsync(scratch.Database));
    }

    [Fact]
    public async Task A_backfill_at_the_end_leaves_no_trace_and_is_run()
    {
        var build = await TestBuild.OfAsync<TEngine>(Steps[..3]);
        await using var scratch = await Scratch.CreateAsync<TEngine>(Steps[0].Sql, Steps[1].Sql);
        var plan = await SchemaPlan.OfAsync(build.Source, scratch.Database, new ApplyOptions(), Ct);
        Assert.Equal(["0001_people.expand", "0002_email.expand"], plan.Adopted);
        Assert.Equal(["0002_email.backfill"], plan.Steps.Select(step => step.Step));
    }

    [Fact]
    public async Task A_backfill_in_the_middle_is_not_believed_because_of_what_came_after_it()
    {
        var build = await TestBuild.OfAsync<TEngine>(Steps);
        await using var scratch = await Scratch.CreateAsync<TEngine>(Steps[0].Sql, Steps[1].Sql, Steps[3].Sql);
        await scratch.ExecuteAsync("insert into people (id, name) values ('a', 'Ada')");
        var outcome = await build.ApplyAllAsync(scratch.Database);
        Assert.Equal(
            [("0001_people.expand", LedgerState.Adopted), ("0002_email.expand", LedgerState.Adopted),
             ("0003_mails.expand", LedgerState.Adopted), ("0002_email.backfill", LedgerState.Done)],
            outcome.Steps.Select(step => (step.Step, step.State)));
        Assert.Equal(["Ada"], await scratch.QueryAsync("select email from people"));
    }

    [Fact]
    public async Task One_before_a_contract_step_whose_work_is_there_has_run()
    {
        var build = await TestBuild.OfAsync<TEngine>(
            [.. Steps, ("0004_no_name.contract", "alter table people drop column name")]);
        await using var scratch = await Scratch.CreateAsync<TEngine>(
            Steps[0].Sql, Steps[1].Sql, Steps[3].Sql, "alter table people drop column name");
        var outcome = await build.ApplyAllAsync(scratch.Database);
        Assert.Equal(5, outcome.Steps.Count);
        Assert.All(outcome.Steps, step => Assert.Equal(LedgerState.Adopted, step.State));
    }

    [Fact]
    public async Task A_backfill_that_the_first_runner_recorded_is_adopted()
    {
        var build = await TestBuild.OfAsync<TEngine>(Steps[..3]);
        await using var scratch = await Scratch.CreateAsync<TEngine>(
            Steps[0].Sql, Steps[1].Sql, "create table schema_migrations (name text primary key, sha256 text)");
        foreach (var (step, _) in Steps[..3])
        {
            await scratch.ExecuteAsync($"insert into schema_migrations values ('{step}', 'x')");
        }

        await build.ApplyAllAsync(scratch.Database);
        Assert.All(await Ledger.HistoryAsync(scratch.Database, Ct), entry => Assert.Equal(LedgerState.Adopted, entry.State));
    }

    [Fact]
    public async Task A_schema_that_no_step_leads_to_is_refused_with_what_differs()
    {
        var build = await TestBuild.OfAsync<TEngine>(Steps);
        await using var scratch =
            await Scratch.CreateAsync<TEngine>("create table people (id text primary key, email text not null)");
        var failed = await build.FailAsync(scratch.Database, "EL1844");
        Assert.Contains("people.email", failed.Fault.Message, StringComparison.Ordinal);
        Assert.Empty(await Ledger.HistoryAsync(scratch.Database, Ct));
    }

    [Fact]
    public async Task Runners_that_come_to_an_empty_database_together_adopt_nothing()
    {
        var build = await TestBuild.OfAsync<TEngine>(Steps);
        await using var scratch = await Scratch.CreateAsync<TEngine>();
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => build.ApplyAsync(scratch.Database), Ct)));
        Assert.All(all, outcome => Assert.True(outcome.ExitCode == 0, (outcome as ApplyOutcome.Failed)?.Fault.Summary));
        Assert.All(await Ledger.HistoryAsync(scratch.Database, Ct), entry => Assert.Equal(LedgerState.Done, entry.State));
    }
}

public sealed class AdoptionOnPostgres : AdoptionSuite<OnPostgres>;

public sealed class AdoptionOnSqlite : AdoptionSuite<OnSqlite>;
