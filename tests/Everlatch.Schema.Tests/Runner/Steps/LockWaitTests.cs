using System.Data.Common;
using Everlatch.Schema.Runner;

namespace Everlatch.Schema.Tests.Runner.Steps;

/// <summary>A step that needs a lock waits for readers without making anybody wait behind it.</summary>
public sealed class LockWaitTests
{
    private static readonly (string, string)[] Two =
    [
        ("0001_people.expand", "create table people (id text primary key)"),
        ("0002_email.expand", "alter table people add column email text"),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_step_is_tried_until_a_long_reader_is_done_and_nobody_waits_behind_it()
    {
        await using var scratch = await StartAsync(Two);
        await using var reader = await scratch.Database.OpenAsync(Ct);
        await reader.ExecuteAsync("begin; select * from people", Ct);
        var tries = 0;
        var heard = new Heard(_ =>
        {
            // Somebody who signs in meanwhile: a reader that must not wait.
            using var other = scratch.Session.CreateCommand();
            other.CommandText = "set statement_timeout = 2000; select count(*) from people";
            other.ExecuteScalar();
            if (++tries == 4)
            {
                using var end = reader.CreateCommand();
                end.CommandText = "commit";
                end.ExecuteNonQuery();
            }
        });
        var outcome = await (await TestBuild.OfAsync<OnPostgres>(Two)).ApplyAsync(scratch.Database, progress: heard);
        Assert.IsType<ApplyOutcome.Applied>(outcome);
        Assert.NotEmpty(heard.Of<ApplyEvent.Retrying>());
    }

    [Fact]
    public async Task One_that_never_gets_its_lock_names_who_was_in_the_way()
    {
        await using var scratch = await StartAsync(Two);
        await using var reader = await scratch.Database.OpenAsync(Ct);
        await reader.ExecuteAsync("set application_name = 'monthly report'; begin; select * from people", Ct);
        var failed = await (await TestBuild.OfAsync<OnPostgres>(Two))
            .FailAsync(scratch.Database, "EL1834", new ApplyOptions { RetryPatience = TimeSpan.FromSeconds(1) });
        Assert.Contains("(monthly report), in a transaction for", failed.Fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("select", failed.Fault.Message, StringComparison.Ordinal);
        Assert.Null((await scratch.ReadCatalogAsync()).Column("people", "email"));
        await reader.ExecuteAsync("commit", Ct);
        await (await TestBuild.OfAsync<OnPostgres>(Two)).ApplyAllAsync(scratch.Database);
    }

    [Fact]
    public async Task Whoever_holds_a_table_that_is_only_pointed_to_is_named_too()
    {
        var build = await TestBuild.OfAsync<OnPostgres>(
            Two[0], ("0002_visits.expand", "create table visits (id bigint primary key, person text references people (id))"));
        await using var scratch = await StartAsync(Two);
        await using var writer = await scratch.Database.OpenAsync(Ct);
        await writer.ExecuteAsync("set application_name = 'importer'; begin; insert into people values ('a')", Ct);
        var failed =
            await build.FailAsync(scratch.Database, "EL1834", new ApplyOptions { RetryPatience = TimeSpan.FromSeconds(2) });
        Assert.Contains("(importer), in a transaction for", failed.Fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_statement_may_take_longer_than_the_drivers_own_limit()
    {
        var build = await TestBuild.OfAsync<OnPostgres>(
            ("0001_slow.expand", "create table slow (id text primary key); select pg_sleep(1.5)"));
        await using var scratch = await Scratch.CreateAsync<OnPostgres>();
        await build.ApplyAllAsync(scratch.Database.With(new KeyValuePair<string, string>("Command Timeout", "1")));
    }

    [Fact]
    public async Task A_statement_is_stopped_at_the_limit_of_its_file()
    {
        var file = "Migrations/postgres/0001_slow.expand.sql";
        var build = await TestBuild.OfAsync<OnPostgres>(("0001_slow.expand", "create table slow (id text primary key)"));
        await using var scratch = await Scratch.CreateAsync<OnPostgres>();
        var stuck = build.Mended(
            SchemaEngine.Postgres,
            file,
            "-- schema: statement-timeout 200ms\ncreate table slow (id text primary key);\nselect pg_sleep(30)");
        var failed = await stuck.FailAsync(scratch.Database, "EL1841");
        Assert.Equal((file, 3), (failed.Fault.File, failed.Fault.Line));
        Assert.Empty((await scratch.ReadCatalogAsync()).Objects);
        await build.ApplyAllAsync(scratch.Database);
    }

    [Fact]
    public async Task A_busy_writer_of_SQLite_is_waited_for()
    {
        (string, string)[] two = [Two[0], Two[1]];
        var build = await TestBuild.OfAsync<OnSqlite>(two);
        await using var scratch = await Scratch.CreateAsync<OnSqlite>();
        await build.Until(SchemaEngine.Sqlite, "0.1.0", two[0].Item1).ApplyAllAsync(scratch.Database);
        await scratch.ExecuteAsync("begin immediate");
        var busy =
            await build.FailAsync(scratch.Database, "EL1834", new ApplyOptions { RetryPatience = TimeSpan.FromSeconds(1) });
        Assert.Empty(busy.Steps);

        var heard = new Heard(happened =>
        {
            if (happened is ApplyEvent.Retrying)
            {
                Commit(scratch.Session);
            }
        });
        Assert.IsType<ApplyOutcome.Applied>(await build.ApplyAsync(scratch.Database, progress: heard));
    }

    private static void Commit(DbConnection session)
    {
        using var end = session.CreateCommand();
        end.CommandText = "commit";
        end.ExecuteNonQuery();
    }

    private static async Task<Scratch> StartAsync((string Step, string Sql)[] steps)
    {
        var scratch = await Scratch.CreateAsync<OnPostgres>();
        var first = await TestBuild.OfAsync<OnPostgres>(steps[0]);
        await first.ApplyAllAsync(scratch.Database);
        return scratch;
    }
}
