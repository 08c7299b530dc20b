using System.Data.Common;
using Everlatch.Schema.Contracts;

namespace Everlatch.Schema.Tests.Contracts;

/// <summary>Changes that only PostgreSQL can make to a table that is in use.</summary>
public sealed class PostgresVerdictTests
{
    private const string Newer = "0009_of_tomorrow.expand";

    private static readonly (string, string)[] Files =
    [
        ("0001_users.expand", """
            create type mood as enum ('glad', 'sad');
            create table users (id text primary key, age integer, locale varchar(20) default 'en', name text not null,
                during int4range, mood mood, constraint grown check (age > 17), unique (name));
            create view names as select id, name from users;
            insert into users values ('a', 18, 'en', 'n'), ('b', 18, 'en', 'm');
            """),
        ("0002_long.expand", "alter table users alter column locale type text;"),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("alter table users alter column age type bigint", false)]
    [InlineData("alter table users alter column age set not null", false)]
    [InlineData("alter table users alter column locale drop default", false)]
    [InlineData("alter table users alter column locale set default 'de'", true)]
    [InlineData("alter table users alter column age set default 1", true)]
    [InlineData("alter table users alter column name drop not null", true)]
    [InlineData("alter table users alter column locale type text collate \"C\"", false)]
    [InlineData("alter table users alter column age set not null, alter column age add generated always as identity", false)]
    [InlineData("alter table users drop constraint grown, add constraint grown check (age > 15)", true)]
    [InlineData("alter table users drop constraint users_name_key, add constraint users_name_key unique (name, id)", false)]
    [InlineData("alter table users enable row level security", false)]
    [InlineData("alter type mood add value 'indifferent'", true)]
    [InlineData("alter type mood rename value 'sad' to 'blue'", false)]
    [InlineData("create or replace view names as select id, name, age from users", true)]
    [InlineData("drop view names; create view names as select id from users", false)]
    public async Task Another_shape_is_foreign_and_of_a_newer_release_only_when_it_can_hurt(string sql, bool fitsAhead)
    {
        await using var it = await MigratedDatabase<OnPostgres>.CreateAsync(Files);
        await it.Db.ExecuteAsync(sql);
        Assert.Equal(VerdictKind.Foreign, (await it.VerdictAsync()).Kind);
        var ahead = await it.VerdictAsync(Newer);
        Assert.Equal(fitsAhead ? VerdictKind.Newer : VerdictKind.Foreign, ahead.Kind);
        Assert.Equal(fitsAhead, ahead.Extra.Count == 1);
    }

    [Fact]
    public async Task An_older_type_is_missing_and_another_one_foreign()
    {
        await using var it = await MigratedDatabase<OnPostgres>.CreateAsync(Files, applied: 1);
        var missing = Assert.Single((await it.VerdictAsync()).Missing);
        Assert.Equal(
            "column users.locale type=text null=yes default=\"'en'::character varying\" "
                + "(found: column users.locale type=\"character varying(20)\" null=yes default=\"'en'::character varying\") "
                + "— made by 0002_long.expand, which is recorded as done",
            missing.ToString());

        await it.Db.ExecuteAsync("alter table users alter column locale type varchar(30)");
        Assert.Equal(VerdictKind.Foreign, (await it.VerdictAsync()).Kind);
    }

    [Fact]
    public async Task An_exclusion_constraint_of_a_stranger_is_foreign()
    {
        await using var it = await MigratedDatabase<OnPostgres>.CreateAsync(Files);
        await it.Db.ExecuteAsync("alter table users add constraint apart exclude using gist (during with &&)");
        Assert.Contains(
            "This exclusion constraint", Assert.Single((await it.VerdictAsync()).Foreign).Because, StringComparison.Ordinal);
        Assert.Equal(VerdictKind.Newer, (await it.VerdictAsync(Newer)).Kind);
    }

    [Fact]
    public async Task An_index_whose_building_failed_is_foreign_and_one_that_was_built_to_the_end_is_not()
    {
        await using var it = await MigratedDatabase<OnPostgres>.CreateAsync(Files);
        await Assert.ThrowsAnyAsync<DbException>(
            () => it.Db.ExecuteAsync("create unique index concurrently broken on users (age)"));
        var foreign = Assert.Single((await it.VerdictAsync()).Foreign);
        Assert.Equal("index broken", foreign.Found.Key);
        Assert.Contains("Its building failed", foreign.Because, StringComparison.Ordinal);

        await it.Db.ExecuteAsync("drop index broken", "create index concurrently broken on users (age)");
        Assert.Equal(VerdictKind.Fits, (await it.VerdictAsync()).Kind);
    }

    [Fact]
    public async Task A_failed_index_of_a_newer_release_does_not_close_this_one()
    {
        await using var it = await MigratedDatabase<OnPostgres>.CreateAsync(Files);
        await Assert.ThrowsAnyAsync<DbException>(
            () => it.Db.ExecuteAsync("create unique index concurrently broken on users (age)"));
        Assert.Equal(VerdictKind.Newer, (await it.VerdictAsync(Newer)).Kind);
    }

    [Fact]
    public async Task An_index_that_is_being_built_hurts_nobody()
    {
        await using var it = await MigratedDatabase<OnPostgres>.CreateAsync(Files);
        await using var builder = await it.Db.Database.OpenAsync(Ct);
        await using var reader = await it.Db.Database.OpenAsync(Ct);
        await reader.ExecuteAsync("begin isolation level repeatable read", Ct);
        await reader.ExecuteAsync("select 1 from users", Ct);

        // It waits for the transaction that may still see the table without the index.
        var building = builder.ExecuteAsync("create index concurrently slow on users (age)", Ct);
        while ((await it.Db.QueryAsync("select 1 from pg_index where not indisvalid")).Count == 0)
        {
            await Task.Yield();
        }

        var verdict = await it.VerdictAsync();
        Assert.Equal(VerdictKind.Fits, verdict.Kind);
        Assert.Equal(["index slow"], verdict.Extra.Select(o => o.Key));

        await reader.ExecuteAsync("commit", Ct);
        await building;
        Assert.Equal(VerdictKind.Fits, (await it.VerdictAsync()).Kind);
    }

    [Fact]
    public async Task A_needed_index_whose_building_failed_is_missing_until_its_step_is_done()
    {
        await using var it = await MigratedDatabase<OnPostgres>.CreateAsync(
            [.. Files, ("0003_ages.expand", "-- schema: no-transaction\ncreate unique index concurrently ages on users (name);")],
            applied: 2);
        await it.Db.ExecuteAsync("alter table users drop constraint users_name_key", "update users set name = 'same'");
        await Assert.ThrowsAnyAsync<DbException>(
            () => it.Db.ExecuteAsync("create unique index concurrently ages on users (name)"));
        var live = await it.Db.ReadCatalogAsync();
        var missing = SchemaVerdict.Of(it.Contract, live, ["0002_long.expand"]).Missing.Single(m => m.Needed.Key == "index ages");
        Assert.Equal("0003_ages.expand", missing.MadeBy);
        Assert.Contains("index ages", SchemaVerdict.Of(it.Contract, live, ["0003_ages.expand"]).Foreign.Select(f => f.Found.Key));
    }

    [Fact]
    public async Task A_constraint_that_was_validated_since_holds_more_and_not_less()
    {
        await using var it = await MigratedDatabase<OnPostgres>.CreateAsync(
            [("0001_users.expand", "create table t (a integer); alter table t add constraint c check (a > 1) not valid;")]);
        Assert.Equal(VerdictKind.Fits, (await it.VerdictAsync()).Kind);
        await it.Db.ExecuteAsync("alter table t validate constraint c");
        Assert.Equal(VerdictKind.Fits, (await it.VerdictAsync()).Kind);
        await it.Db.ExecuteAsync("alter table t drop constraint c", "alter table t add constraint c check (a > 2)");
        Assert.Equal(VerdictKind.Foreign, (await it.VerdictAsync()).Kind);
    }

    [Fact]
    public async Task A_foreign_key_that_was_switched_off_is_not_the_one_that_is_needed()
    {
        await using var it = await MigratedDatabase<OnPostgres>.CreateAsync(
            [("0001_t.expand", "create table t (a integer primary key); create table u (a integer references t (a));")]);
        Assert.Equal(VerdictKind.Fits, (await it.VerdictAsync()).Kind);
        await it.Db.ExecuteAsync("alter table u disable trigger all");
        var switchedOff = await it.VerdictAsync();
        Assert.Equal(VerdictKind.Foreign, switchedOff.Kind);
        Assert.Contains("constraint u.u_a_fkey", switchedOff.Foreign.Select(foreign => foreign.Found.Key));
        await it.Db.ExecuteAsync("alter table u enable trigger all");
        Assert.Equal(VerdictKind.Fits, (await it.VerdictAsync()).Kind);
    }

    [Fact]
    public async Task A_column_that_may_be_one_or_the_other_is_told_to_others_as_such()
    {
        (string, string)[] files = [("0001_t.expand", "create table t (a text, b text);")];
        await using var old = await MigratedDatabase<OnPostgres>.CreateAsync(files);
        await using var it = await MigratedDatabase<OnPostgres>.CreateAsync(
            [.. files, ("0002_t.contract", "alter table t alter column a set not null;")], applied: 1, ("1.0.0", old.Contract));
        Assert.True(it.Contract.Needs.Column("t", "a")!.Nullable);
        Assert.NotEqual(old.Contract.Digest, it.Contract.Digest);

        var told = NeedsText.Read("postgres", "2.0.0", NeedsText.Of(it.Contract));
        var toldOld = NeedsText.Read("postgres", "1.0.0", NeedsText.Of(old.Contract));
        Assert.Equal((it.Contract.Digest, old.Contract.Digest), (told.Digest, toldOld.Digest));
        foreach (var (sql, oldFits) in new[] { ("select 1", true), ("alter table t alter column a set not null", false) })
        {
            await it.Db.ExecuteAsync(sql);
            var live = await it.Db.ReadCatalogAsync();
            Assert.True(SchemaVerdict.Of(told, live, []).IsFit);
            Assert.Equal(oldFits, SchemaVerdict.Of(toldOld, live, []).IsFit);
        }
    }
}
