using System.Globalization;
using System.Net;
using Everlatch.Schema.Runner;
using Everlatch.Schema.Runner.Servers;
using Everlatch.Schema.Tests.Runner.Locks;
using Everlatch.Testing;
using Everlatch.Testing.Processes;
using Npgsql;

namespace Everlatch.Schema.Tests.Runner.Faults;

public sealed class FaultsOnPostgres : FaultSuite<OnPostgres>
{
    [Fact]
    public async Task A_transaction_pooler_is_refused_and_a_session_pool_is_not()
    {
        var (build, scratch) = await StartAsync();
        await using var _ = scratch;
        await using (var lending = await Bouncer.StartAsync("transaction"))
        {
            await build.FailAsync(lending.Before(scratch.Database), "EL1830");
            Assert.Null((await scratch.ReadCatalogAsync()).Column("people", "email"));
        }

        await using var sessions = await Bouncer.StartAsync("session");
        await build.ApplyAllAsync(sessions.Before(scratch.Database));
    }

    [Fact]
    public async Task A_standby_takes_no_migration_and_says_so()
    {
        var (build, scratch) = await StartAsync();
        await using var _ = scratch;
        await using var standby = await Standby.StartAsync(PostgresCluster.ConnectionString, Ct);
        var there = scratch.Database.With(
            new KeyValuePair<string, string>("Port", standby.Port.ToString(CultureInfo.InvariantCulture)));
        await build.FailAsync(there, "EL1836");

        // Nothing pending is no write: a standby can be asked.
        Assert.IsType<ApplyOutcome.NothingPending>(
            await build.Until(SchemaEngine.Postgres, "0.1.0", Steps[0].Step).ApplyAsync(there));

        // A server that reaches nothing else is seen by no runner, and one on the primary is.
        var sign = ServerSign.Of("web-7", "1.0.0", "abc");
        Assert.Null(await SchemaEngine.Postgres.Runner.ShowAsync(there, sign, Ct));
        await using (var shown = await SchemaEngine.Postgres.Runner.ShowAsync(scratch.Database, sign, Ct))
        {
            Assert.True(await shown!.IsSeenAsync(Ct));
            Assert.Equal([sign], await SchemaEngine.Postgres.Runner.FindSignsAsync(scratch.Session, Ct));
        }

        await RequireWholeAsync(build, scratch);
    }

    [Fact]
    public async Task A_role_that_may_not_make_tables_is_told_so()
    {
        var (build, scratch) = await StartAsync();
        await using var _ = scratch;
        await using var role = await TestRole.CreateAsync("");
        await build.FailAsync(As(scratch.Database, role.Name, TestRole.Password), "EL1837");
        await build.FailAsync(As(scratch.Database, role.Name, "wrong"), "EL1837");
        await RequireWholeAsync(build, scratch);
    }

    [Fact]
    public async Task A_full_disk_is_named()
    {
        var (build, scratch) = await StartAsync();
        await using var _ = scratch;
        var full = build.Mended(
            SchemaEngine.Postgres,
            "Migrations/postgres/0002_email.expand.sql",
            Steps[1].Sql + "; do $$ begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$");
        await full.FailAsync(scratch.Database, "EL1838");
        await RequireWholeAsync(build, scratch);
    }

    [Fact]
    public async Task A_connection_that_breaks_in_a_step_leaves_nothing_of_it()
    {
        var (build, scratch) = await StartAsync();
        await using var _ = scratch;
        var server = new NpgsqlConnectionStringBuilder(PostgresCluster.ConnectionString);
        await using var proxy = new FaultProxy(new IPEndPoint(IPAddress.Loopback, server.Port));
        var through = scratch.Database.With(
            new KeyValuePair<string, string>("Port", proxy.Port.ToString(CultureInfo.InvariantCulture)));
        var slow = build.Mended(
            SchemaEngine.Postgres, "Migrations/postgres/0002_email.expand.sql", Steps[1].Sql + "; select pg_sleep(1)");
        var cutting = new Heard(happened =>
        {
            if (happened is ApplyEvent.StepBegun)
            {
                proxy.Cut();
            }
        });
        var failed = Assert.IsType<ApplyOutcome.Failed>(await slow.ApplyAsync(through, progress: cutting));
        Assert.True(failed.Fault.Id == "EL1839", failed.Fault.Summary);
        await RequireWholeAsync(build, scratch);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_named()
    {
        var (build, scratch) = await StartAsync();
        await using var _ = scratch;
        await build.FailAsync(scratch.Database.With(new KeyValuePair<string, string>("Port", "1")), "EL1839");
        await build.FailAsync(scratch.Database.With(new KeyValuePair<string, string>("Database", "none_of_that_name")), "EL1839");
    }

    [Theory]
    [InlineData("select pg_advisory_unlock_all()")]
    [InlineData("discard all")]
    public async Task A_file_that_gives_the_lock_away_fails_the_run(string statement)
    {
        var build = await TestBuild.OfAsync<OnPostgres>(
            ("0001_people.expand", $"-- schema: no-transaction\ncreate table people (id text primary key); {statement}"),
            ("0002_more.expand", "create table more (id text primary key)"));
        await using var scratch = await Scratch.CreateAsync<OnPostgres>();
        await build.FailAsync(scratch.Database, "EL1831");
        Assert.Null((await scratch.ReadCatalogAsync()).Table("more"));
        await build.ApplyAllAsync(scratch.Database);
    }

    [Fact]
    public async Task What_a_file_sets_in_the_session_does_not_reach_the_next_step()
    {
        var build = await TestBuild.OfAsync<OnPostgres>(
            ("0001_people.expand", "-- schema: no-transaction\ncreate table people (id text primary key); set work_mem = '1MB'"),
            ("0002_more.expand",
                "create table more (id text primary key); insert into more values (current_setting('work_mem'))"));
        await using var scratch = await Scratch.CreateAsync<OnPostgres>();
        await build.ApplyAllAsync(scratch.Database);
        Assert.Equal(await scratch.QueryAsync("show work_mem"), await scratch.QueryAsync("select id from more"));
    }

    private static SchemaDatabase As(SchemaDatabase database, string role, string password) => database.With(
        new KeyValuePair<string, string>("Username", role), new KeyValuePair<string, string>("Password", password));
}
