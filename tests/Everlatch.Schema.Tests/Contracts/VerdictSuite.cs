using Everlatch.Schema.Contracts;

namespace Everlatch.Schema.Tests.Contracts;

/// <summary>What a live database is to a build: each refusal with a twin that is accepted.</summary>
public abstract class VerdictSuite<TEngine>
    where TEngine : ISchemaTestEngine
{
    private const string Newer = "0009_of_tomorrow.expand";

    private static readonly (string, string)[] Files =
    [
        ("0001_users.expand", """
            create table users (id text primary key, email text not null, locale text, kind text default 'a');
            create unique index users_by_email on users (email);
            create index users_by_locale on users (locale);
            create table notes (
                id text primary key, user_id text not null references users (id), body text not null check (body <> ''));
            """),
        ("0002_names.expand", "alter table users add column name text; create index notes_by_user on notes (user_id);"),
    ];

    [Fact]
    public async Task A_database_with_all_steps_fits()
    {
        await using var it = await MigratedDatabase<TEngine>.CreateAsync(Files);
        var verdict = await it.VerdictAsync();
        Assert.Equal(VerdictKind.Fits, verdict.Kind);
        Assert.Empty(verdict.Extra);
    }

    [Theory]
    [InlineData("create table other (id text primary key, must text not null, unique (must))", "table other")]
    [InlineData("alter table users add column free text", "column users.free")]
    [InlineData("alter table users add column filled text not null default 'x'", "column users.filled")]
    [InlineData("create index users_by_kind on users (kind)", "index users_by_kind")]
    [InlineData("create table other (id text primary key); create unique index other_i on other (id)", "table other")]
    [InlineData("create table other (user_id text references users (id) on delete cascade)", "table other")]
    [InlineData("create view seen as select id from users", "view seen")]
    public async Task What_cannot_hurt_is_listed(string sql, string listed)
    {
        await using var it = await MigratedDatabase<TEngine>.CreateAsync(Files);
        await it.Db.ExecuteAsync(sql);
        var verdict = await it.VerdictAsync();
        Assert.Equal(VerdictKind.Fits, verdict.Kind);
        Assert.Equal([listed], verdict.Extra.Select(o => o.Key));
    }

    [Theory]
    [InlineData("create unique index one_name on users (name)", "index one_name", "refuse rows")]
    [InlineData(
        "alter table users add column age integer check (age > 17)", "constraint users.",
        "This check constraint may refuse rows")]
    [InlineData(
        "alter table notes add column boss text references users (id)", "constraint notes.", "This foreign key constraint")]
    [InlineData(
        "create table other (user_id text references users (id))", "constraint other.", "Rows of users that it points to")]
    public async Task What_a_stranger_added_and_may_refuse_rows_is_foreign_and_of_a_newer_release_it_is_extra(
        string sql, string key, string because)
    {
        await using var it = await MigratedDatabase<TEngine>.CreateAsync(Files);
        await it.Db.ExecuteAsync(sql);
        var verdict = await it.VerdictAsync();
        Assert.Equal(VerdictKind.Foreign, verdict.Kind);
        var foreign = Assert.Single(verdict.Foreign);
        Assert.StartsWith(key, foreign.Found.Key, StringComparison.Ordinal);
        Assert.Contains(because, foreign.ToString(), StringComparison.Ordinal);

        var ahead = await it.VerdictAsync(Newer);
        Assert.Equal(VerdictKind.Newer, ahead.Kind);
        Assert.Equal([Newer], ahead.Ahead);
        Assert.NotEmpty(ahead.Extra);
    }

    [Fact]
    public async Task A_column_that_every_insert_must_name_hurts_whoever_made_it()
    {
        await using var it = await MigratedDatabase<TEngine>.CreateAsync(Files);
        await it.Db.ExecuteAsync(
            "drop table notes", "create table notes (id text primary key, user_id text not null references users (id), "
                + "body text not null check (body <> ''), must text not null)", "create index notes_by_user on notes (user_id)");
        foreach (var verdict in new[] { await it.VerdictAsync(), await it.VerdictAsync(Newer) })
        {
            Assert.Equal(VerdictKind.Foreign, verdict.Kind);
            Assert.Equal(
                "column notes.must type=text null=no — An INSERT that does not name it fails: it takes no null and has no "
                    + "default.",
                Assert.Single(verdict.Foreign).ToString());
        }
    }

    [Fact]
    public async Task What_a_step_has_still_to_make_is_missing_with_its_name()
    {
        await using var it = await MigratedDatabase<TEngine>.CreateAsync(Files, applied: 1);
        var verdict = SchemaVerdict.Of(it.Contract, await it.Db.ReadCatalogAsync(), ["0001_users.expand"]);
        Assert.Equal(VerdictKind.Missing, verdict.Kind);
        Assert.Equal(
            [
                "column users.name type=text null=yes — made by 0002_names.expand",
                "index notes_by_user — made by 0002_names.expand",
            ],
            verdict.Missing.Select(m => m.Needed.Kind == "column" ? m.ToString() : $"{m.Needed.Key} — made by {m.MadeBy}"));
    }

    [Fact]
    public async Task Of_an_empty_database_the_tables_are_named_and_not_each_column()
    {
        await using var it = await MigratedDatabase<TEngine>.CreateAsync(Files, applied: 0);
        var verdict = SchemaVerdict.Of(it.Contract, await it.Db.ReadCatalogAsync(), []);
        Assert.Equal(
            ["table notes — made by 0001_users.expand", "table users — made by 0001_users.expand"],
            verdict.Missing.Select(m => m.ToString()));
    }

    [Theory]
    [InlineData("drop index users_by_email", "index users_by_email")]
    [InlineData("alter table users drop column name", "column users.name")]
    [InlineData("drop table notes", "table notes")]
    [InlineData("alter table notes rename to old_notes", "table notes")]
    public async Task What_somebody_took_away_is_missing_even_to_a_build_that_is_behind(string sql, string key)
    {
        await using var it = await MigratedDatabase<TEngine>.CreateAsync(Files);
        await it.Db.ExecuteAsync(sql);
        foreach (var verdict in new[] { await it.VerdictAsync(), await it.VerdictAsync(Newer) })
        {
            Assert.Equal(VerdictKind.Missing, verdict.Kind);
            Assert.Contains(key, verdict.Missing.Select(m => m.Needed.Key));
        }
    }

    [Fact]
    public async Task An_index_that_only_makes_something_faster_may_be_dropped_by_a_newer_release_and_by_nobody_else()
    {
        await using var it = await MigratedDatabase<TEngine>.CreateAsync(Files);
        await it.Db.ExecuteAsync("drop index users_by_locale");
        Assert.Equal(VerdictKind.Missing, (await it.VerdictAsync()).Kind);
        Assert.Equal(VerdictKind.Newer, (await it.VerdictAsync(Newer)).Kind);
    }

    [Fact]
    public async Task A_shape_that_an_earlier_step_made_is_missing_and_one_that_none_made_is_foreign()
    {
        (string, string)[] files =
        [
            ("0001_things.expand", "create table things (id text primary key); create index by_id on things (id);"),
            ("0002_better.expand", "drop index by_id; create index by_id on things (id) where id > 'b';"),
        ];
        await using var it = await MigratedDatabase<TEngine>.CreateAsync(files, applied: 1);
        var verdict = SchemaVerdict.Of(it.Contract, await it.Db.ReadCatalogAsync(), ["0001_things.expand"]);
        var missing = Assert.Single(verdict.Missing);
        Assert.Equal("0002_better.expand", missing.MadeBy);
        Assert.Equal("index by_id", missing.Found?.Key);

        await it.Db.ExecuteAsync("drop index by_id", "create index by_id on things (id) where id > 'c'");
        verdict = SchemaVerdict.Of(it.Contract, await it.Db.ReadCatalogAsync(), ["0001_things.expand"]);
        Assert.Equal(VerdictKind.Foreign, verdict.Kind);
        Assert.Contains("no migration of it makes this", Assert.Single(verdict.Foreign).Because, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contract_step_that_this_release_brings_may_have_run_or_not()
    {
        var old = await MigratedDatabase<TEngine>.CreateAsync(Files);
        await using var before = old;
        (string, string)[] files =
            [.. Files, ("0003_no_locale.contract", "drop index users_by_locale; alter table users drop column locale;")];
        await using var it = await MigratedDatabase<TEngine>.CreateAsync(files, applied: 2, ("1.0.0", old.Contract));
        Assert.True(it.Contract.Steps[^1].Deferred);
        Assert.Null(it.Contract.Needs.Column("users", "locale"));
        Assert.Equal(VerdictKind.Fits, SchemaVerdict.Of(it.Contract, await it.Db.ReadCatalogAsync(), []).Kind);

        await it.Db.ExecuteAsync("drop index users_by_locale", "alter table users drop column locale");
        var after = await it.Db.ReadCatalogAsync();
        Assert.Equal(VerdictKind.Fits, SchemaVerdict.Of(it.Contract, after, []).Kind);
        Assert.Equal(VerdictKind.Missing, SchemaVerdict.Of(old.Contract, after, ["0003_no_locale.contract"]).Kind);
    }

    [Fact]
    public async Task What_an_older_release_should_have_taken_away_is_extra_unless_it_hurts()
    {
        (string, string)[] files =
        [
            ("0001_things.expand", "create table things (id text primary key, a text not null, b text);"),
            ("0002_fewer.contract", "alter table things drop column a; alter table things drop column b;"),
        ];
        await using var it = await MigratedDatabase<TEngine>.CreateAsync(files);
        await using var late = await MigratedDatabase<TEngine>.CreateAsync(files, applied: 1, ("1.0.0", it.Contract));
        Assert.False(late.Contract.Steps[^1].Deferred);
        var verdict = SchemaVerdict.Of(late.Contract, await late.Db.ReadCatalogAsync(), ["0001_things.expand"]);
        Assert.EndsWith(
            "0002_fewer.contract, which takes it away, has not run.",
            Assert.Single(verdict.Foreign).Because, StringComparison.Ordinal);
        Assert.Equal(["column things.b"], verdict.Extra.Select(o => o.Key));
    }
}

public sealed class VerdictsOnSqlite : VerdictSuite<OnSqlite>;

public sealed class VerdictsOnPostgres : VerdictSuite<OnPostgres>;
