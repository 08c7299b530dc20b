using Everlatch.Schema.Statements;
using Everlatch.Schema.Statements.Proof;

namespace Everlatch.Schema.Tests.Statements;

/// <summary>Statements of an older release on the schema that the next one makes.</summary>
public abstract class ProofSuite<TEngine>(ProofBench<TEngine> bench) : IClassFixture<ProofBench<TEngine>>
    where TEngine : ISchemaTestEngine
{
    private const string Twins = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected ProofBench<TEngine> Bench => bench;

    [Theory]
    [InlineData("alter table users add column nick text", Twins)]
    [InlineData("alter table users add column nick text not null default 'x'", Twins)]
    [InlineData("alter table users add column nick text check (length(nick) > 3)", Twins)]
    [InlineData("alter table users add column nick text default 'long' check (length(nick) > 3)", Twins)]
    [InlineData(
        "alter table users add column nick text default 'x' check (length(nick) > 3)",
        "users.insert check-added; users.insert_all check-added")]
    [InlineData("alter table users add column boss text references users (id) on delete cascade", Twins)]
    [InlineData("alter table users add column boss text references users (id)", "users.delete foreign-key-added")]
    [InlineData("create table keys (id text primary key, user_id text references users (id))", "users.delete foreign-key-added")]
    [InlineData("create table keys (id text primary key, user_id text references users (id) on delete cascade)", Twins)]
    [InlineData("create table keys (id text primary key, user_id text references users (id) on delete set null)", Twins)]
    [InlineData("create table keys (id text primary key, required text not null, kind text not null unique)", Twins)]
    [InlineData("alter table users add column nick text; create unique index users_by_nick on users (nick)", Twins)]
    [InlineData(
        "alter table users add column nick text; create unique index users_by_nick on users (name, nick)",
        "users.rename unique-added")]
    [InlineData(
        "alter table users add column nick text default 'x'; create unique index users_by_nick on users (nick)",
        "users.insert unique-added; users.insert_all unique-added")]
    [InlineData("create unique index users_by_name on users (name)", "users.insert_all unique-added; users.rename unique-added")]
    [InlineData(
        "create unique index users_by_name on users (lower(name))",
        "users.insert unique-added; users.insert_all unique-added; users.rename unique-added")]
    [InlineData("create unique index users_by_both on users (email, name)", Twins)]
    [InlineData("create index users_by_name on users (name)", Twins)]
    [InlineData("alter table users drop column name", "users.insert_all prepare; users.rename prepare")]
    [InlineData("alter table users drop column \"Odd name\"", Twins)]
    [InlineData("alter table tags drop column name", "users.tagged column-dropped")]
    [InlineData("alter table users rename column name to label", "users.insert_all prepare; users.rename prepare")]
    [InlineData(
        "alter table notes rename to remarks", "notes.insert prepare; notes.upsert prepare")]
    public async Task A_change_breaks_the_statements_that_it_hurts_and_no_other(string sql, string expected) =>
        Assert.Equal(expected, await bench.BreaksAsync(sql));

    [Fact]
    public async Task A_failure_says_release_statement_state_object_and_step()
    {
        var report = await bench.ProveAsync([("0002_next.expand", "create unique index users_by_name on users (name)")]);
        var failure = report.Failures.First(f => f is { Release: "1.0.0", Statement: "users.rename" });
        Assert.Equal(
            ("unique-added", "23505", "index users_by_name", "0002_next.expand"),
            (failure.Rule, failure.State, failure.Changed, failure.Step));
        Assert.Equal(["0002_next.expand"], report.Steps);
        Assert.Equal([new("1.0.0", 8), new("2.0.0", 8)], report.Releases);
        Assert.False(report.Holds);
    }

    [Fact]
    public async Task A_step_that_says_why_is_accepted_and_listed()
    {
        var report = await bench.ProveAsync(
        [
            ("0002_next.expand",
                "-- schema: allow unique-added because names differ already\ncreate unique index users_by_name on users (name)"),
        ]);
        Assert.True(report.Holds);
        Assert.Equal(["names differ already"], report.Accepted.Select(f => f.AcceptedBecause).Distinct());
    }

    [Fact]
    public async Task Another_steps_reason_accepts_nothing()
    {
        var report = await bench.ProveAsync(
        [
            ("0002_next.expand", "create unique index users_by_name on users (name)"),
            ("0003_more.expand",
                "-- schema: allow unique-added because of something else\ncreate table more (id text primary key)"),
        ]);
        Assert.False(report.Holds);
        Assert.Empty(report.Accepted);
    }

    [Fact]
    public async Task A_statement_that_is_refused_is_never_accepted()
    {
        var report = await bench.ProveAsync(
            [("0002_next.expand", "-- schema: allow prepare because it is gone anyway\nalter table users drop column name")]);
        Assert.False(report.Holds);
    }

    [Fact]
    public async Task Contract_steps_are_tried_when_they_are_asked_for()
    {
        (string, string)[] steps = [("0002_next.contract", "alter table users drop column name")];
        var statements = TestSource.Statements.Where(s => s.Name is not ("users.insert_all" or "users.rename")).ToList();
        Assert.True((await bench.ProveAsync(steps, contract: false, statements)).Holds);
        var report = await bench.ProveAsync(steps, contract: true, statements);
        Assert.Equal("users.insert_all prepare; users.rename prepare", ProofBench<TEngine>.Text(report, "1.0.0"));
        Assert.Equal("", ProofBench<TEngine>.Text(report, "2.0.0"));
    }

    // The new build has no name for the column that its contract step is going to drop, and the database asks for it until then.
    [Fact]
    public async Task A_build_that_fits_only_after_its_own_contract_step_fails()
    {
        (string, string)[] steps = [("0002_legacy.contract", "alter table notes drop column kind")];
        SchemaStatement[] statements = [new("notes.add", "insert into notes (user_id, number) values (@user, @number)")];
        var report = await bench.ProveAsync(steps, contract: false, statements);
        Assert.Equal("notes.add required-column", ProofBench<TEngine>.Text(report, "2.0.0"));
        Assert.Equal("", ProofBench<TEngine>.Text(await bench.ProveAsync(steps, contract: true, statements), "2.0.0"));
    }

    [Fact]
    public async Task A_pending_step_that_fails_is_told_with_its_line()
    {
        var tables = Everlatch.Schema.Migrations.SplitSql.Of(TestSource.Tables, "tables", TEngine.Engine).Select(s => s.Sql);
        await using var target = await Scratch.CreateAsync<TEngine>([.. tables, "create view taken as select 1 as id"]);
        var next = await TestSource.NextAsync(
            bench.First, target.Database, [("0002_next.expand", "select 1;\ncreate table taken (id text)")], null, Ct);
        var refusal = await Assert.ThrowsAsync<SchemaException>(() => new ProveStatements(next, target.Database).RunAsync(Ct));
        Assert.Equal(
            ("EL1853", TestSource.Migration(TEngine.Engine, "0002_next.expand"), 2), (refusal.Id, refusal.File, refusal.Line));
    }

    [Fact]
    public async Task A_database_of_a_newer_release_is_tried_as_it_is()
    {
        await using var target = await Scratch.CreateAsync<TEngine>();
        (string, string)[] steps = [("0002_next.expand", "create unique index users_by_name on users (name)")];
        var next = await TestSource.NextAsync(bench.First, target.Database, steps, null, Ct);
        var applied = await new Everlatch.Schema.Runner.ApplyMigrations(
            next, target.Database, new Everlatch.Schema.Runner.ApplyOptions(), TimeProvider.System,
            new Tests.Runner.Heard()).RunAsync(Ct);
        Assert.IsType<Everlatch.Schema.Runner.ApplyOutcome.Applied>(applied);
        var report = await new ProveStatements(bench.First, target.Database).RunAsync(Ct);
        Assert.Equal("users.insert_all unique-added; users.rename unique-added", ProofBench<TEngine>.Text(report, "1.0.0"));
    }

    [Fact]
    public async Task An_empty_database_and_one_that_lacks_nothing_pass()
    {
        await using var target = await Scratch.CreateAsync<TEngine>();
        var report = await new ProveStatements(bench.First, target.Database).RunAsync(Ct);
        Assert.True(report.Holds);
        Assert.Equal([TestSource.FirstStep], report.Steps);
        Assert.True((await new ProveStatements(bench.First, bench.Target).RunAsync(Ct)).Holds);
        Assert.Empty(await target.QueryAsync(TEngine.Engine == SchemaEngine.Postgres
            ? "select relname from pg_class where relnamespace = 'public'::regnamespace" : "select name from sqlite_master"));
    }
}

public sealed class ProofOnPostgres(ProofBench<OnPostgres> bench) : ProofSuite<OnPostgres>(bench)
{
    [Theory]
    [InlineData(
        "alter table users add column nick text not null", "users.insert required-column; users.insert_all required-column")]
    [InlineData(
        "alter table users alter name set not null",
        "users.insert required-column; users.insert_all not-null-added; users.rename not-null-added")]
    [InlineData("alter table users alter \"Odd name\" set not null, alter \"Odd name\" set default ''", "")]
    [InlineData("alter table users alter version drop default", "users.insert required-column")]
    [InlineData("alter table users alter version drop not null, alter version drop default", "users.insert default-dropped")]
    [InlineData("alter table users alter version drop not null", "")]
    [InlineData("alter table users add check (length(name) < 10)", "users.insert_all check-added; users.rename check-added")]
    [InlineData(
        "alter table users add check (length(name) < 10) not valid", "users.insert_all check-added; users.rename check-added")]
    [InlineData(
        "alter table users add check (name <> '' or \"Odd name\" is null)",
        "users.insert_all check-added; users.rename check-added")]
    [InlineData("alter table users add check (length(\"Odd name\") < 10)", "")]
    [InlineData("alter table users drop constraint users_version_check, add check (version < 1000)", "")]
    [InlineData("alter table users drop constraint users_version_check", "")]
    [InlineData(
        "alter table users drop constraint users_version_check, add check (version < 50)", "users.insert_all check-added")]
    [InlineData(
        "alter table users drop constraint users_version_check, add check (version between 1 and 9)",
        "users.insert check-added; users.insert_all check-added")]
    [InlineData("alter table users alter email type varchar(40)", "")]
    [InlineData("alter table users alter email type text", "")]
    [InlineData(
        "alter table users alter email type varchar(10)",
        "users.insert type-changed; users.insert_all type-changed; users.read type-changed")]
    [InlineData("alter table users alter \"Odd name\" type varchar(10)", "")]
    [InlineData("alter table users alter version type int", "users.insert_all type-changed")]
    [InlineData(
        "alter table users drop constraint users_version_check, alter version drop default, "
            + "alter version type boolean using true",
        "users.insert required-column; users.insert_all prepare")]
    [InlineData(
        "alter table notes add foreign key (body) references users (email)",
        "notes.insert foreign-key-added; notes.upsert foreign-key-added; "
        + "users.delete foreign-key-added")]
    [InlineData(
        "alter table users add exclude using btree (name with =)", "users.insert_all unique-added; users.rename unique-added")]
    [InlineData("alter table notes drop constraint notes_pkey", "notes.upsert prepare")]
    [InlineData(
        "alter table users drop column name, add column name text generated always as (id) stored",
        "users.insert_all prepare; users.rename prepare")]
    [InlineData("alter table users add constraint names unique nulls not distinct (name)",
        "users.insert unique-added; users.insert_all unique-added; users.rename unique-added")]
    [InlineData("alter table users add column number bigint generated always as identity", "")]
    [InlineData("drop table notes", "notes.insert prepare; notes.upsert prepare")]
    [InlineData("alter table notes drop constraint notes_user_id_fkey, add foreign key (user_id) references users (id)",
        "users.delete foreign-key-added")]
    [InlineData("alter table notes drop constraint notes_user_id_fkey", "")]
    public async Task A_change_on_Postgres(string sql, string expected) => Assert.Equal(expected, await Bench.BreaksAsync(sql));

    [Fact]
    public async Task A_domain_that_asks_more_breaks_those_who_write_it()
    {
        var tables = "create domain short as text check (length(value) < 10);\n"
            + TestSource.Tables.Replace("name text,", "name short,", StringComparison.Ordinal);
        await using var target = await Scratch.CreateAsync<OnPostgres>(tables);
        var first = await TestSource.FirstAsync(target.Database, tables, TestContext.Current.CancellationToken);
        var next = await TestSource.NextAsync(
            first,
            target.Database,
            [("0002_next.expand", "alter domain short add check (value <> '')")],
            null,
            TestContext.Current.CancellationToken);
        var report = await new ProveStatements(next, target.Database).RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            "users.insert_all domain-changed; users.rename domain-changed", ProofBench<OnPostgres>.Text(report, "1.0.0"));
    }

    [Fact]
    public async Task A_type_that_holds_every_old_value_as_it_was_hurts_nobody() =>
        Assert.Equal("", await Bench.BreaksAsync("create domain label as text; alter table users alter name type label"));

    [Fact]
    public async Task The_state_of_a_refusal_is_the_engines_own()
    {
        var report = await Bench.ProveAsync([("0002_next.expand", "alter table notes drop constraint notes_pkey")]);
        Assert.Equal("42P10", report.Failures.First(f => f.Release == "1.0.0").State);
    }
}

public sealed class ProofOnSqlite(ProofBench<OnSqlite> bench) : ProofSuite<OnSqlite>(bench)
{
    private const string Users = "id text primary key, email varchar(20) not null unique, name text, \"Odd name\" text";
    private const string Version = "version bigint not null default 0 check (version < 100)";

    [Theory]
    [InlineData(Users + ", " + Version, "")]
    [InlineData(
        Users + ", " + Version + ", nick text not null", "users.insert required-column; users.insert_all required-column")]
    [InlineData(Users + ", version bigint not null default 0", "")]
    [InlineData(Users + ", version bigint not null default 0 check (version < 50)", "users.insert_all check-added")]
    [InlineData(
        Users + ", version bigint not null default 0 check (version > 0)",
        "users.insert check-added; users.insert_all check-added")]
    [InlineData(Users + ", version bigint not null check (version < 100)", "users.insert required-column")]
    [InlineData(Users + ", version bigint check (version < 100)", "users.insert default-dropped")]
    [InlineData(Users + ", version int not null default 0 check (version < 100)", "users.insert_all type-changed")]
    [InlineData(
        "id text primary key, email varchar(20) not null unique, name text not null, \"Odd name\" int, " + Version,
        "users.insert required-column; users.insert_all not-null-added; users.rename not-null-added")]
    [InlineData(
        "id text primary key, email varchar(20) not null unique, name text references labels (id), \"Odd name\" text, " + Version,
        "users.insert_all foreign-key-added; users.rename foreign-key-added")]
    [InlineData(
        "id text primary key, email varchar(20) not null unique, name text unique, \"Odd name\" text, " + Version,
        "users.insert_all unique-added; users.rename unique-added")]
    [InlineData(
        "id text primary key, email varchar(20) not null unique, name text as (id), \"Odd name\" text, " + Version,
        "users.insert_all prepare; users.rename prepare")]
    public async Task A_table_that_is_made_anew(string columns, string expected) =>
        Assert.Equal(expected, await Bench.BreaksAsync(
            $"create table labels (id text primary key); create table users_next ({columns}); drop table users; "
            + "alter table users_next rename to users"));

    [Fact]
    public async Task A_conflict_without_its_key_is_refused() =>
        Assert.Equal(
            "notes.upsert prepare",
            await Bench.BreaksAsync(
                "drop table notes; "
                + "create table notes (user_id text not null, number bigint not null, kind text not null, body text)"));
}
