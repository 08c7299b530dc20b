using Everlatch.Schema.Shadows;
using Everlatch.Schema.Tests.Catalogs;
using Everlatch.Testing;
using Npgsql;

namespace Everlatch.Schema.Tests.Shadows;

/// <summary>Scratch databases of PostgreSQL lie beside the target, and need a right that not every role has.</summary>
public sealed class PostgresShadowTests : ShadowSuite<OnPostgres>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_that_a_schema_holds_is_copied()
    {
        await using var target =
            await Scratch.CreateAsync<OnPostgres>(ReadPostgresCatalogTests.Everything, "drop aggregate total(integer)");
        await AssertCopyAsync(target);
    }

    [Fact]
    public async Task What_cannot_be_described_is_named()
    {
        await using var target = await Scratch.CreateAsync<OnPostgres>(ReadPostgresCatalogTests.Everything);
        var fault = await Assert.ThrowsAsync<SchemaException>(() => ShadowDatabase.CopyAsync(target.Database, Ct));
        Assert.Equal("EL1823", fault.Id);
        Assert.Contains("+ other \"aggregate total(integer)\"", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Functions_and_tables_that_need_each_other_are_made_in_the_right_order()
    {
        await using var target = await Scratch.CreateAsync<OnPostgres>(
            "create table z (id bigint primary key)",
            """
            do $$ begin
                execute 'create function newest() returns setof z begin atomic select id from z order by id limit 1; end';
            end $$
            """,
            """
            do $$ begin
                execute 'create function next_id() returns bigint begin atomic select max(id) + 1 from newest(); end';
            end $$
            """,
            "create table a (id bigint primary key default next_id(), check (id <> next_id()))",
            "create view b as select next_id() as id", "create view a_view as select id from b union select id from a");
        await AssertCopyAsync(target);
    }

    [Fact]
    public async Task The_search_path_of_the_target_holds_in_the_copy()
    {
        await using var db =
            await Scratch.CreateAsync<OnPostgres>("create schema \"My app\"", "create table public.stranger (a text)");
        var target = db.Database.With([new("Search Path", "\"My app\"")]);
        await using (var session = await target.OpenAsync(Ct))
        {
            await session.ExecuteAsync("create table t (a text)", Ct);
        }

        await using var shadow = await ShadowDatabase.CopyAsync(target, Ct);
        await using var inside = await shadow.Database.OpenAsync(Ct);
        Assert.Equal(["My app.t"], await inside.QueryAsync(
            "select schemaname || '.' || tablename from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
            r => r.GetString(0), Ct));
    }

    [Fact]
    public async Task A_role_without_the_right_is_told_what_to_do_and_one_with_it_gets_one()
    {
        await using var poor = await TestRole.CreateAsync("");
        await using var rich = await TestRole.CreateAsync("createdb");
        await using var db =
            await Scratch.CreateAsync<OnPostgres>("grant create on schema public to public", "create table t (a text)");
        var fault = await Assert.ThrowsAsync<SchemaException>(() => ShadowDatabase.CopyAsync(As(poor, db), Ct));
        Assert.Equal("EL1822", fault.Id);
        Assert.Contains("CREATEDB", fault.Message, StringComparison.Ordinal);

        await using (await ShadowDatabase.CopyAsync(As(rich, db), Ct))
        {
        }
    }

    [Fact]
    public async Task A_role_without_the_right_may_name_another_server()
    {
        await using var poor = await TestRole.CreateAsync("");
        await using var db = await Scratch.CreateAsync<OnPostgres>("create table t (a text)");
        await using var elsewhere = await Scratch.CreateAsync<OnPostgres>();
        var target = new SchemaDatabase(db.Database.Engine, NpgsqlFactory.Instance, As(poor, db).ConnectionString)
        {
            ShadowServer = elsewhere.Database,
        };
        await using var shadow = await ShadowDatabase.CopyAsync(target, Ct);
        await using var session = await shadow.Database.OpenAsync(Ct);
        Assert.NotNull((await OnPostgres.Engine.ReadCatalogAsync(session, Ct)).Table("t"));
    }

    [Fact]
    public async Task What_a_killed_process_left_is_removed_by_the_next_and_what_lives_stays()
    {
        await using var target = await Scratch.CreateAsync<OnPostgres>();
        await using var living = await ShadowDatabase.CreateAsync(target.Database, Ct);
        var killed = await ShadowDatabase.CreateAsync(target.Database, Ct);
        await using (await ShadowDatabase.CreateAsync(target.Database, Ct))
        {
            var there = await ShadowsAsync(target);
            Assert.All([living, killed], shadow => Assert.Contains(NameOf(shadow), there));
        }

        // What the server sees when the process dies. Its session may take a moment to go.
        await target.QueryAsync(
            $"select pg_terminate_backend(pid, 60000) from pg_stat_activity where application_name = '{NameOf(killed)}'");
        await using (await ShadowDatabase.CreateAsync(target.Database, Ct))
        {
            var there = await ShadowsAsync(target);
            Assert.DoesNotContain(NameOf(killed), there);
            Assert.Contains(NameOf(living), there);
        }

        // Whoever lost its session goes on to its end.
        await killed.DisposeAsync();
    }

    [Fact]
    public async Task What_release_0_1_0_left_an_hour_ago_is_removed_and_what_lives_stays()
    {
        await using var target = await Scratch.CreateAsync<OnPostgres>();
        var suffix = Environment.ProcessId.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var (left, used, young) = (
            $"everlatch_shadow_{now - 4_000}_{suffix}", $"everlatch_shadow_{now - 4_001}_{suffix}",
            $"everlatch_shadow_{now}_{suffix}");
        foreach (var name in new[] { left, young })
        {
            await PostgresCluster.ExecuteAsync($"create database {name}", Ct);
        }

        await using (await UseAsync(target, used))
        {
            await using var shadow = await ShadowDatabase.CreateAsync(target.Database, Ct);
            var there = await ShadowsAsync(target);
            Assert.DoesNotContain(left, there);
            Assert.Contains(used, there);
            Assert.Contains(young, there);
        }

        // Whoever makes a shadow beside this test may have removed the first by now.
        await PostgresCluster.ExecuteAsync($"drop database if exists {used} with (force)", Ct);
        await PostgresCluster.ExecuteAsync($"drop database if exists {young}", Ct);
    }

    protected override async Task<IReadOnlyList<string>> ShadowsAsync(Scratch target) =>
        (await target.QueryAsync("select datname from pg_database where datname like 'everlatch\\_shadow\\_%'"))
        .OfType<string>().ToArray();

    protected override async Task AssertGoneAsync(SchemaDatabase shadow)
    {
        var fault = await Assert.ThrowsAsync<PostgresException>(() => shadow.OpenAsync(Ct));
        Assert.Equal(PostgresErrorCodes.InvalidCatalogName, fault.SqlState);
    }

    private static string NameOf(ShadowDatabase shadow) =>
        new NpgsqlConnectionStringBuilder(shadow.Database.ConnectionString).Database!;

    // A test beside this one makes shadows too, and removes this one until somebody uses it.
    private static async Task<System.Data.Common.DbConnection> UseAsync(Scratch target, string shadow)
    {
        while (true)
        {
            await PostgresCluster.ExecuteAsync($"create database {shadow}", Ct);
            try
            {
                return await target.Database.With([new("Database", shadow)]).OpenAsync(Ct);
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidCatalogName)
            {
                // It was removed in between.
            }
        }
    }

    private static SchemaDatabase As(TestRole role, Scratch db) =>
        db.Database.With([new("Username", role.Name), new("Password", TestRole.Password)]);

    private static async Task AssertCopyAsync(Scratch target)
    {
        await using var shadow = await ShadowDatabase.CopyAsync(target.Database, Ct);
        await using var session = await shadow.Database.OpenAsync(Ct);
        Assert.Empty((await target.ReadCatalogAsync()).ChangesTo(await OnPostgres.Engine.ReadCatalogAsync(session, Ct)));
    }
}
