using Everlatch.Schema.Runner;

namespace Everlatch.Schema.Tests.Runner;

/// <summary>What a run does to a database, and what it leaves alone.</summary>
public abstract class ApplySuite<TEngine>
    where TEngine : ISchemaTestEngine
{
    private static readonly (string, string)[] Three =
    [
        ("0001_people.expand", "create table people (id text primary key, name text not null)"),
        ("0002_visits.expand", "create table visits (id bigint primary key, person text references people (id))"),
        ("0003_email.expand", "alter table people add column email text; create index people_email on people (email)"),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_step_is_applied_in_order_and_recorded()
    {
        var build = await TestBuild.OfAsync<TEngine>(Three);
        await using var scratch = await Scratch.CreateAsync<TEngine>();
        var outcome = await build.ApplyAllAsync(scratch.Database);
        Assert.Equal(Three.Select(m => m.Item1), outcome.Steps.Select(step => step.Step));
        Assert.Equal(build.Source.ContractOf(TEngine.Engine).Full.Digest, (await scratch.ReadCatalogAsync()).Digest);

        var history = await Ledger.HistoryAsync(scratch.Database, Ct);
        Assert.Equal(Three.Select(m => m.Item1), history.Select(entry => entry.Step));
        Assert.All(history, entry =>
        {
            Assert.Equal(LedgerState.Done, entry.State);
            Assert.Equal(("1.0.0", "expand", (long)Environment.ProcessId), (entry.Release, entry.Phase, entry.Pid));
            Assert.NotNull(entry.FinishedAt);
        });
        Assert.All(history.Zip(history.Skip(1)), pair => Assert.Equal(pair.First.DigestAfter, pair.Second.DigestBefore));
    }

    [Fact]
    public async Task Nothing_pending_takes_no_lock_and_writes_nothing()
    {
        var build = await TestBuild.OfAsync<TEngine>(Three);
        await using var scratch = await Scratch.CreateAsync<TEngine>();
        await build.ApplyAllAsync(scratch.Database);
        await using var held = await scratch.Database.OpenAsync(Ct);
        Assert.NotNull(await TEngine.Engine.Runner.TryLockAsync(held, new LockOwner("h", 1, "r", DateTimeOffset.UnixEpoch), Ct));
        var before = await Ledger.HistoryAsync(scratch.Database, Ct);
        Assert.IsType<ApplyOutcome.NothingPending>(await build.ApplyAsync(scratch.Database));
        Assert.Equal(before, await Ledger.HistoryAsync(scratch.Database, Ct));
    }

    [Fact]
    public async Task With_nothing_pending_the_ledger_alone_is_not_believed()
    {
        var build = await TestBuild.OfAsync<TEngine>(Three);
        await using var scratch = await Scratch.CreateAsync<TEngine>();
        await build.ApplyAllAsync(scratch.Database);
        await scratch.ExecuteAsync("drop index people_email", "alter table people drop column email");
        var failed = await build.FailAsync(scratch.Database, "EL1848");
        Assert.Contains("column people.email", failed.Fault.Message, StringComparison.Ordinal);

        await scratch.ExecuteAsync("alter table people add column email text", "create index people_email on people (email)");
        Assert.IsType<ApplyOutcome.NothingPending>(await build.ApplyAsync(scratch.Database));
    }

    [Fact]
    public async Task Versions_may_be_skipped()
    {
        var build = await TestBuild.OfAsync<TEngine>(Three);
        await using var scratch = await Scratch.CreateAsync<TEngine>();
        await build.Until(TEngine.Engine, "0.1.0", "0001_people.expand").ApplyAllAsync(scratch.Database);
        var outcome = await build.ApplyAllAsync(scratch.Database);
        Assert.Equal(["0002_visits.expand", "0003_email.expand"], outcome.Steps.Select(step => step.Step));
    }

    [Fact]
    public async Task An_older_build_finds_nothing_to_do_on_a_newer_database()
    {
        var build = await TestBuild.OfAsync<TEngine>(Three);
        await using var scratch = await Scratch.CreateAsync<TEngine>();
        await build.ApplyAllAsync(scratch.Database);
        var older = build.Until(TEngine.Engine, "0.1.0", "0001_people.expand");
        Assert.IsType<ApplyOutcome.NothingPending>(await older.ApplyAsync(scratch.Database));
        Assert.Equal(
            ["0002_visits.expand", "0003_email.expand"],
            (await SchemaPlan.OfAsync(older.Source, scratch.Database, new ApplyOptions(), Ct)).Ahead);
    }

    [Fact]
    public async Task Histories_that_have_parted_are_refused()
    {
        var build = await TestBuild.OfAsync<TEngine>(Three);
        await using var scratch = await Scratch.CreateAsync<TEngine>();
        await build.ApplyAllAsync(scratch.Database);
        var other = await TestBuild.OfAsync<TEngine>(Three[0], ("0002_other.expand", "create table other (id text primary key)"));
        var failed = await other.FailAsync(scratch.Database, "EL1845");
        Assert.Contains("0002_other.expand", failed.Fault.Message, StringComparison.Ordinal);
        Assert.Contains("0003_email.expand", failed.Fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_edited_after_it_was_applied_is_refused_by_name()
    {
        var build = await TestBuild.OfAsync<TEngine>(Three);
        await using var scratch = await Scratch.CreateAsync<TEngine>();
        await build.ApplyAllAsync(scratch.Database);
        var file = $"Migrations/{TEngine.Engine}/0002_visits.expand.sql";
        var failed = await build.With(file, Three[1].Item2 + " -- edited").FailAsync(scratch.Database, "EL1833");
        Assert.Equal(file, failed.Fault.File);
    }

    [Fact]
    public async Task A_contract_of_other_files_is_refused_before_anything_is_done()
    {
        var build = await TestBuild.OfAsync<TEngine>(Three);
        await using var scratch = await Scratch.CreateAsync<TEngine>();
        var file = $"Migrations/{TEngine.Engine}/0002_visits.expand.sql";
        var failed = await build.With(file, Three[1].Item2 + " -- newer").FailAsync(scratch.Database, "EL1843");
        Assert.Contains("0002_visits.expand", failed.Fault.Message, StringComparison.Ordinal);
        Assert.Empty((await scratch.ReadCatalogAsync()).Objects);
    }

    [Fact]
    public async Task A_step_that_fails_leaves_the_earlier_ones_and_nothing_of_itself()
    {
        var build = await TestBuild.OfAsync<TEngine>(Three);
        await using var scratch = await Scratch.CreateAsync<TEngine>("create table unrelated (id text primary key)");
        var file = $"Migrations/{TEngine.Engine}/0003_email.expand.sql";
        var wrong = build.Mended(
            TEngine.Engine, file, "alter table people add column email text;\ncreat index people_email on people (email)");
        var failed = await wrong.FailAsync(scratch.Database, "EL1840");
        Assert.Equal(("0003_email.expand", file, 2), (failed.Step, failed.Fault.File, failed.Fault.Line));
        Assert.Equal(["0001_people.expand", "0002_visits.expand"], failed.Steps.Select(step => step.Step));
        Assert.Null((await scratch.ReadCatalogAsync()).Column("people", "email"));
        var entry = (await Ledger.HistoryAsync(scratch.Database, Ct))[^1];
        Assert.Equal(("0003_email.expand", LedgerState.Failed), (entry.Step, entry.State));
        Assert.Contains("EL1840", entry.Error, StringComparison.Ordinal);

        // Mended, it goes on where it stopped.
        var outcome = await build.ApplyAllAsync(scratch.Database);
        Assert.Equal(["0003_email.expand"], outcome.Steps.Select(step => step.Step));
        Assert.All(await Ledger.HistoryAsync(scratch.Database, Ct), row => Assert.True(row is { IsDone: true, Error: null }));
    }

    [Fact]
    public async Task A_step_that_does_not_make_what_the_contract_says_is_undone()
    {
        var build = await TestBuild.OfAsync<TEngine>(Three);
        await using var scratch = await Scratch.CreateAsync<TEngine>();
        var file = $"Migrations/{TEngine.Engine}/0003_email.expand.sql";
        var failed = await build.Mended(TEngine.Engine, file, "alter table people add column mail text")
            .FailAsync(scratch.Database, "EL1835");
        Assert.Contains("column people.email", failed.Fault.Message, StringComparison.Ordinal);
        Assert.Contains("column people.mail", failed.Fault.Message, StringComparison.Ordinal);
        Assert.Null((await scratch.ReadCatalogAsync()).Column("people", "mail"));
        Assert.DoesNotContain(
            await Ledger.HistoryAsync(scratch.Database, Ct), entry => entry.Step == "0003_email.expand" && entry.IsDone);
    }
}

public sealed class ApplyOnPostgres : ApplySuite<OnPostgres>;

public sealed class ApplyOnSqlite : ApplySuite<OnSqlite>;
