using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Runner;

namespace Everlatch.Schema.Tests.Runner.Steps;

/// <summary>Steps that PostgreSQL refuses in a transaction: whatever was left behind, they come to their end.</summary>
public sealed class WithoutTransactionTests
{
    private static readonly (string, string) Table =
        ("0001_people.expand", "create table people (id text primary key, email text, city text)");

    private static readonly (string, string) Indexes = (
        "0002_indexes.expand",
        """
        -- schema: no-transaction
        create unique index concurrently people_email on people (email);
        create index concurrently people_city on people (city)
        """);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_all_there_already_is_recorded_and_not_run()
    {
        var (build, scratch) = await StartAsync();
        await using var _ = scratch;
        await scratch.ExecuteAsync(
            "create unique index people_email on people (email)", "create index people_city on people (city)");
        var oids = await scratch.QueryAsync("select oid from pg_class where relname like 'people_%' order by relname");
        await build.ApplyAllAsync(scratch.Database);
        Assert.Equal(oids, await scratch.QueryAsync("select oid from pg_class where relname like 'people_%' order by relname"));
        Assert.Equal(LedgerState.Done, (await Ledger.HistoryAsync(scratch.Database, Ct))[^1].State);
    }

    [Theory]
    [InlineData("create unique index people_email on people (email)")]
    [InlineData("create index people_city on people (city)")]
    public async Task What_is_partly_there_is_completed(string there)
    {
        var (build, scratch) = await StartAsync();
        await using var _ = scratch;
        await scratch.ExecuteAsync(there);
        await build.ApplyAllAsync(scratch.Database);
        Assert.Equal(build.Source.ContractOf(SchemaEngine.Postgres).Full.Digest, (await scratch.ReadCatalogAsync()).Digest);
    }

    [Fact]
    public async Task A_statement_that_the_catalog_does_not_show_runs_although_the_rest_is_there()
    {
        var build = await TestBuild.OfAsync<OnPostgres>(Table, Filling("insert into people values ('a', 'a@b', 'x')"));
        await using var scratch = await Scratch.CreateAsync<OnPostgres>();
        await build.Until(SchemaEngine.Postgres, "0.1.0", "0001_people.expand").ApplyAllAsync(scratch.Database);

        // As a runner leaves it that is killed after the first statement, before it could count it.
        await scratch.ExecuteAsync("create unique index people_email on people (email)");
        await build.ApplyAllAsync(scratch.Database);
        Assert.Equal(["a"], await scratch.QueryAsync("select id from people"));
    }

    [Fact]
    public async Task A_fault_of_such_a_statement_is_not_passed_over_in_the_next_run()
    {
        const string Faulty =
            "do $$ begin if exists (select from people) then execute 'update nowhere set a = 1'; end if; end $$";
        var build = await TestBuild.OfAsync<OnPostgres>(Table, Filling(Faulty));
        await using var scratch = await Scratch.CreateAsync<OnPostgres>();
        await build.Until(SchemaEngine.Postgres, "0.1.0", "0001_people.expand").ApplyAllAsync(scratch.Database);
        await scratch.ExecuteAsync("insert into people values ('a', 'a@b', 'x')");
        await build.FailAsync(scratch.Database, "EL1840");
        await build.FailAsync(scratch.Database, "EL1840");
        Assert.False((await Ledger.HistoryAsync(scratch.Database, Ct))[^1].IsDone);
    }

    [Fact]
    public async Task Another_object_of_the_same_name_is_not_taken_for_it()
    {
        var (build, scratch) = await StartAsync();
        await using var _ = scratch;
        await scratch.ExecuteAsync("create unique index people_email on people (city)");
        var failed = await build.FailAsync(scratch.Database, "EL1840");
        Assert.Contains("already exists", failed.Fault.Message, StringComparison.Ordinal);

        await scratch.ExecuteAsync("create index people_city on people (city)");
        Assert.Contains(
            "people_email", (await build.FailAsync(scratch.Database, "EL1835")).Fault.Message, StringComparison.Ordinal);
        Assert.False((await Ledger.HistoryAsync(scratch.Database, Ct))[^1].IsDone);

        await scratch.ExecuteAsync("drop index people_email");
        await build.ApplyAllAsync(scratch.Database);
    }

    [Fact]
    public async Task An_index_that_was_left_invalid_is_dropped_and_built_anew()
    {
        var (build, scratch) = await StartAsync();
        await using var _ = scratch;
        await scratch.ExecuteAsync("insert into people values ('a', 'same', 'x'), ('b', 'same', 'y')");

        // As a runner that was killed leaves it.
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
            () => scratch.ExecuteAsync("create unique index concurrently people_email on people (email)"));
        Assert.False(Assert.Single((await scratch.ReadCatalogAsync()).Of<CatalogIndex>()).Valid);
        await scratch.ExecuteAsync("update people set email = id");
        await build.ApplyAllAsync(scratch.Database);
        Assert.All((await scratch.ReadCatalogAsync()).Of<CatalogIndex>(), index => Assert.True(index.Valid));
    }

    [Fact]
    public async Task One_whose_index_cannot_be_built_leaves_none_behind()
    {
        var (build, scratch) = await StartAsync();
        await using var _ = scratch;
        await scratch.ExecuteAsync("insert into people values ('a', 'same', 'x'), ('b', 'same', 'y')");
        await build.FailAsync(scratch.Database, "EL1840");
        Assert.Empty((await scratch.ReadCatalogAsync()).Of<CatalogIndex>());
        await scratch.ExecuteAsync("insert into people values ('c', 'same', 'z')", "update people set email = id");
        await build.ApplyAllAsync(scratch.Database);
    }

    [Fact]
    public async Task Runners_that_wait_do_not_hold_up_a_concurrent_index()
    {
        var (build, scratch) = await StartAsync();
        await using var _ = scratch;
        var waiting = new TaskCompletionSource();
        var others = new Heard(happened =>
        {
            if (happened is ApplyEvent.Waiting)
            {
                waiting.TrySetResult();
            }
        });

        // The index waits for this transaction, and three more runners wait for the index.
        await scratch.ExecuteAsync("begin isolation level repeatable read", "select * from people");
        var owner = build.ApplyAsync(scratch.Database);
        await WaitUntilAsync(scratch, "select 1 from pg_stat_progress_create_index");
        var all = Enumerable.Range(0, 3).Select(_ => build.ApplyAsync(scratch.Database, progress: others)).ToList();
        await waiting.Task.WaitAsync(Ct);
        await scratch.ExecuteAsync("commit");
        Assert.IsType<ApplyOutcome.Applied>(await owner);
        Assert.All(await Task.WhenAll(all), outcome => Assert.IsType<ApplyOutcome.NothingPending>(outcome));
    }

    private static async Task WaitUntilAsync(Scratch scratch, string query)
    {
        await using var look = await scratch.Database.OpenAsync(Ct);
        while ((await look.QueryAsync(query, _ => true, Ct)).Count == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Ct);
        }
    }

    private static (string, string) Filling(string statement) => (
        "0002_filled.expand",
        $"-- schema: no-transaction\ncreate unique index concurrently people_email on people (email);\n{statement};");

    private static async Task<(TestBuild Build, Scratch Scratch)> StartAsync()
    {
        var build = await TestBuild.OfAsync<OnPostgres>(Table, Indexes);
        var scratch = await Scratch.CreateAsync<OnPostgres>();
        await build.Until(SchemaEngine.Postgres, "0.1.0", "0001_people.expand").ApplyAllAsync(scratch.Database);
        return (build, scratch);
    }
}
