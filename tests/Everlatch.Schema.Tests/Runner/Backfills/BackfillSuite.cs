using System.Globalization;
using Everlatch.Schema.Runner;

namespace Everlatch.Schema.Tests.Runner.Backfills;

/// <summary>A backfill goes through its table in batches, and goes on where it stopped.</summary>
public abstract class BackfillSuite<TEngine>
    where TEngine : ISchemaTestEngine
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("text", "'k' || n")]
    [InlineData("bigint", "n * 7 - 60")]
    [InlineData("integer", "-n")]
    public async Task Every_row_is_changed_once_whatever_its_key(string type, string key)
    {
        await using var scratch = await Scratch.CreateAsync<TEngine>();
        var build = await BuildAsync(scratch, type, key, batch: 4);
        var heard = new Heard();
        var outcome = await build.ApplyAsync(scratch.Database, progress: heard);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(20, outcome.Steps[^1].Rows);
        Assert.Equal(["1"], await scratch.QueryAsync("select distinct copies from items"));
        Assert.Equal([4L, 8, 12, 16, 20], heard.Of<ApplyEvent.BatchDone>().Select(batch => batch.Walked));
        Assert.All(heard.Of<ApplyEvent.BatchDone>(), batch => Assert.True(batch.Rate > 0));
    }

    [Fact]
    public async Task One_that_is_stopped_finishes_its_batch_and_goes_on_after_it()
    {
        await using var scratch = await Scratch.CreateAsync<TEngine>();
        var build = await BuildAsync(scratch, "text", "'k' || n", batch: 4);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var stopping = new Heard(happened =>
        {
            if (happened is ApplyEvent.BatchDone { Walked: 8 })
            {
                stop.Cancel();
            }
        });
        var cancelled =
            Assert.IsType<ApplyOutcome.Cancelled>(await build.ApplyAsync(scratch.Database, progress: stopping, ct: stop.Token));
        Assert.Equal(("0002_copies.backfill", 1), (cancelled.Step, cancelled.ExitCode));
        Assert.Contains("Run it again", cancelled.HowToGoOn, StringComparison.Ordinal);
        var entry = (await Ledger.HistoryAsync(scratch.Database, Ct))[^1];
        Assert.Equal((LedgerState.Running, 8L, 8L), (entry.State, entry.Rows, entry.Walked));
        Assert.Equal(["8"], await scratch.QueryAsync("select count(*) from items where copies = 1"));
        Assert.Contains(
            "8 rows far",
            (await SchemaPlan.OfAsync(build.Source, scratch.Database, new ApplyOptions(), Ct)).Steps[0].Why,
            StringComparison.Ordinal);

        var heard = new Heard();
        Assert.Equal(0, (await build.ApplyAsync(scratch.Database, progress: heard)).ExitCode);
        Assert.Equal([12L, 16, 20], heard.Of<ApplyEvent.BatchDone>().Select(batch => batch.Walked));
        Assert.Equal(["1"], await scratch.QueryAsync("select distinct copies from items"));
    }

    [Theory]
    [InlineData("alter table items add column late text", "column items.late", "EL1835")]
    [InlineData("create table other (id text primary key)", "table other", null)]
    public async Task Its_digest_is_of_the_catalog_after_the_walk_and_a_table_that_changed_meanwhile_is_not_done(
        string sql, string made, string? fault)
    {
        await using var scratch = await Scratch.CreateAsync<TEngine>();
        var build = await BuildAsync(scratch, "text", "'k' || n", batch: 4);
        var changing = new Heard(happened =>
        {
            if (happened is ApplyEvent.BatchDone { Walked: 8 })
            {
                scratch.Execute(sql);
            }
        });
        var outcome = await build.ApplyAsync(scratch.Database, progress: changing);
        Assert.Equal(fault, (outcome as ApplyOutcome.Failed)?.Fault.Id);
        if (outcome is ApplyOutcome.Failed failed)
        {
            Assert.Contains(made, failed.Fault.Message, StringComparison.Ordinal);
            Assert.IsType<ApplyOutcome.Applied>(await build.ApplyAsync(scratch.Database));
        }

        var catalog = await scratch.ReadCatalogAsync();
        Assert.NotNull(catalog.Find(made));
        var entry = (await Ledger.HistoryAsync(scratch.Database, Ct))[^1];
        Assert.Equal((LedgerState.Done, catalog.Digest), (entry.State, entry.DigestAfter));
    }

    [Fact]
    public async Task Others_see_how_far_it_is_while_it_runs()
    {
        await using var scratch = await Scratch.CreateAsync<TEngine>();
        var build = await BuildAsync(scratch, "text", "'k' || n", batch: 4);
        var seen = new List<string?>();
        var looking = new Heard(happened =>
        {
            if (happened is ApplyEvent.BatchDone)
            {
                // The run goes on only after this: what is seen is committed.
                seen.Add(scratch.Ask(
                    """
                    select state || ' ' || rows from schema_ledger
                    where step = '0002_copies.backfill' and cursor is not null and rate is not null
                    """));
            }
        });
        await build.ApplyAsync(scratch.Database, progress: looking);
        Assert.Equal(["running 4", "running 8", "running 12", "running 16", "running 20"], seen);
    }

    [Fact]
    public async Task One_that_fails_keeps_its_batches_and_blocks_nobody()
    {
        await using var scratch = await Scratch.CreateAsync<TEngine>();
        var build = await BuildAsync(scratch, "text", "'k' || n", batch: 4, check: "copies < 1 or id < 'k15'");
        var failed = await build.FailAsync(scratch.Database, "EL1840");
        Assert.Equal("0002_copies.backfill", failed.Step);
        var entry = (await Ledger.HistoryAsync(scratch.Database, Ct))[^1];
        Assert.Equal((LedgerState.Failed, 4L), (entry.State, entry.Rows));

        // Nobody holds the table, and what is mended goes on after the batches that are done.
        await scratch.ExecuteAsync(
            "alter table items add column other text", "delete from items where id >= 'k15' and id < 'k2'");
        await scratch.ExecuteAsync("delete from items where id >= 'k2'");
        var heard = new Heard();
        Assert.Equal(0, (await build.ApplyAsync(scratch.Database, progress: heard)).ExitCode);
        Assert.Equal([6L], heard.Of<ApplyEvent.BatchDone>().Select(batch => batch.Walked));
        Assert.Equal(["1"], await scratch.QueryAsync("select distinct copies from items"));
    }

    [Fact]
    public async Task One_that_was_edited_half_way_begins_anew()
    {
        await using var scratch = await Scratch.CreateAsync<TEngine>();
        var build = await BuildAsync(scratch, "text", "'k' || n", batch: 4, check: "copies < 1 or id < 'k15'");
        await build.FailAsync(scratch.Database, "EL1840");
        await scratch.ExecuteAsync("delete from items where id >= 'k15'");
        var edited = await TestBuild.OfAsync<TEngine>(
            Items("text", "copies < 1 or id < 'k15'"),
            ("0002_copies.backfill", Backfill("id", 4).Replace("copies + 1", "copies + 10", StringComparison.Ordinal)));
        var heard = new Heard();
        await edited.ApplyAsync(scratch.Database, progress: heard);
        Assert.Equal(4, heard.Of<ApplyEvent.BatchDone>()[0].Walked);
    }

    [Theory]
    [InlineData("text", "case when n = 1 then '' else 'k' || n end", "the lowest")]
    [InlineData("double precision", "n", "double precision")]
    public async Task A_key_that_cannot_be_walked_is_refused(string type, string key, string because)
    {
        await using var scratch = await Scratch.CreateAsync<TEngine>();
        var build = await BuildAsync(scratch, type, key, batch: 4);
        var failed = await build.FailAsync(scratch.Database, "EL1842");
        Assert.Contains(because, failed.Fault.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["0"], await scratch.QueryAsync("select distinct copies from items"));
    }

    [Fact]
    public async Task A_table_without_rows_is_done_at_once()
    {
        await using var scratch = await Scratch.CreateAsync<TEngine>();
        var build = await BuildAsync(scratch, "text", "'k' || n", batch: 4);
        await scratch.ExecuteAsync("delete from items");
        Assert.Equal(0, (await build.ApplyAllAsync(scratch.Database)).Steps[^1].Rows);
    }

    private static (string, string) Items(string type, string check = "true") => (
        "0001_items.expand",
        $"create table items (id {type} primary key, copies bigint not null default 0, constraint fits check ({check}))");

    private static string Backfill(string key, int batch) =>
        $"""
        -- schema: table items
        -- schema: key {key}
        -- schema: batch {batch.ToString(CultureInfo.InvariantCulture)}
        -- schema: rest 0
        update items set copies = copies + 1 where {key} > @after and {key} <= @upto
        """;

    // A build with the table and the backfill; the table is there, with twenty rows.
    private static async Task<TestBuild> BuildAsync(Scratch scratch, string type, string key, int batch, string check = "true")
    {
        var build = await TestBuild.OfAsync<TEngine>(Items(type, check), ("0002_copies.backfill", Backfill("id", batch)));
        await build.Until(TEngine.Engine, "0.1.0", "0001_items.expand").ApplyAllAsync(scratch.Database);
        await scratch.ExecuteAsync(
            $"""
            with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 20)
            insert into items (id) select {key} from numbers
            """);
        return build;
    }
}

public sealed class BackfillsOnPostgres : BackfillSuite<OnPostgres>
{
    [Fact]
    public async Task A_uuid_is_a_key_too()
    {
        await using var scratch = await Scratch.CreateAsync<OnPostgres>();
        var build = await TestBuild.OfAsync<OnPostgres>(
            ("0001_items.expand",
                "create table items (id uuid primary key default gen_random_uuid(), copies bigint not null default 0)"),
            ("0002_copies.backfill",
                """
                -- schema: table items
                -- schema: key id
                -- schema: batch 7
                update items set copies = copies + 1 where id > @after and id <= @upto
                """));
        await build.Until(SchemaEngine.Postgres, "0.1.0", "0001_items.expand").ApplyAllAsync(scratch.Database);
        await scratch.ExecuteAsync("insert into items (copies) select 0 from generate_series(1, 20)");
        Assert.Equal(20, (await build.ApplyAllAsync(scratch.Database)).Steps[^1].Rows);
        Assert.Equal(["1"], await scratch.QueryAsync("select distinct copies from items"));
    }
}

public sealed class BackfillsOnSqlite : BackfillSuite<OnSqlite>;
