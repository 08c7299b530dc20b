using Everlatch.Schema.Lint;
using Everlatch.Schema.Lint.Blocks;

namespace Everlatch.Schema.Tests.Lint;

/// <summary>
/// What the lint finds on SQLite, where all there is to measure is how long a statement holds the one lock of all writers.
/// </summary>
public sealed class SqliteLintTests
{
    private const string Before =
        """
        create table users (id integer primary key, email text not null, name text default 'x', note text, tenant_id integer);
        create unique index users_by_email on users (email);
        create index users_by_name on users (name);
        create table tenants (id text primary key, name text) without rowid;
        create table users_new (id integer primary key, email text not null, name text default 'x', note text, tenant_id integer);
        create view noted as select id, note from users where note is not null;
        create trigger tenants_kept before delete on tenants begin select raise(abort, 'kept'); end;
        """;

    private const string Rebuild =
        """
        create table users_next (
            id integer primary key, email text not null, name text not null default 'x', note text, tenant_id integer);
        insert into users_next select id, email, coalesce(name, 'x'), note, tenant_id from users;
        drop view noted;
        drop table users;
        alter table users_next rename to users;
        create unique index users_by_email on users (email);
        create index users_by_name on users (name);
        create view noted as select id, note from users where note is not null;
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Cases => new()
    {
        { "alter table users add column nick text", "" },
        { "alter table users add column nick text not null default ''", "" },
        { "alter table users add column level integer check (level > 0)", "" },
        { "alter table users add column tenant text references tenants (id)", "" },
        { "create index users_by_note on users (note)", "" },
        { "create unique index users_by_note on users (note)", "unique-added" },
        { "create unique index users_by_email_note on users (email, note)", "" },
        { "drop index users_by_name", "" },
        { "drop index users_by_email", "unique-dropped" },
        { "alter table users drop column tenant_id", "column-dropped, table-rebuilt" },
        { "alter table users rename column tenant_id to tenant", "column-renamed" },
        { "alter table tenants rename to companies", "table-renamed" },
        { "drop table tenants", "table-dropped" },
        { "drop table tenants; create table tenants (id text primary key, name text) without rowid", "table-emptied" },
        { "drop view noted", "view-dropped" },
        { "drop view noted; create view noted as select id from users where note is not null", "view-column-dropped" },
        { Rebuild, "not-null-added, table-rebuilt" },
        {
            "create table fresh (id integer primary key, x text); create unique index fresh_by_x on fresh (x); drop table fresh",
            ""
        },
        { "create table fresh as select id, email from users", "" },
        { "update users set note = 'x'", "unbatched-write" },
        { "update users set note = 'x' where name = 'y'", "unbatched-write" },
        { "update users set note = 'x' where id > 7", "unbatched-write" },
        { "update users set note = 'x' where id = 7", "" },
        { "update users set note = 'x' where email = 'y'", "" },
        { "update users set note = 'x' where id in (select id from users where note is null limit 100)", "" },
        { "update tenants set name = 'x' where id = 'y'", "" },
        { "update tenants set name = 'x'", "unbatched-write" },
        { "delete from users", "unbatched-write" },
        { "delete from users where note is null", "unbatched-write" },
        { "delete from tenants where id = 'y'", "" },
        { "insert into tenants (id, name) values ('a', 'b')", "" },
        { "insert into tenants (id, name) values ('a', 'b') on conflict (id) do update set name = excluded.name", "" },
        { "insert into tenants (id, name) select email, name from users", "" },
        {
            "create trigger users_refused before insert on users begin select raise(abort, 'not any more'); end", "trigger-added"
        },
        { "create trigger users_ignored before update on users begin select raise(ignore); end", "trigger-added" },
        { "create trigger noted_written instead of insert on noted begin delete from users; end", "trigger-added" },
        {
            "create table fresh (id integer primary key); "
                + "create trigger fresh_kept before delete on fresh begin select raise(abort, 'kept'); end",
            ""
        },
        {
            "create trigger users_later before insert on users begin select raise(ignore); end; drop trigger users_later", ""
        },
        {
            "drop trigger tenants_kept; "
                + "create trigger tenants_kept before update on tenants begin select raise(abort, 'kept'); end",
            "trigger-changed"
        },
        {
            "drop trigger tenants_kept; "
                + "create trigger tenants_kept before delete on tenants begin select raise(abort, 'kept'); end",
            ""
        },
        { "drop trigger tenants_kept", "gate-closes" },
        { "select count(*) from users", "" },
        { "-- schema: no-transaction\nvacuum", "table-rebuilt" },
        { "reindex users", "" },
        { "analyze", "" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_migration_is_found_by_these_rules(string sql, string rules)
    {
        var report = await TryAsync(sql, "expand");

        var found =
            report.Findings.Where(f => f.Class != LintClass.Style).Select(f => f.Rule).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(rules, string.Join(", ", found));
    }

    [Fact]
    public async Task The_page_of_its_own_rule_has_an_example_that_is_found_and_one_that_is_not()
    {
        var rule = new TableRebuilt().Name;
        foreach (var (isBad, phase, sql) in RulePage.Read(rule).Examples)
        {
            var report = await TryAsync(sql.Replace("note", "tenant_id", StringComparison.Ordinal), phase);
            Assert.Equal(isBad, report.Findings.Any(f => f.Rule == rule));
        }
    }

    [Fact]
    public async Task It_says_which_statements_take_the_lock()
    {
        var report = await TryAsync("select count(*) from users; create index users_by_note on users (note);", "expand");

        var statements = Assert.Single(report.Files).Statements;
        Assert.DoesNotContain("locks the database for writers", statements[0].Measured);
        Assert.Contains("locks the database for writers", statements[1].Measured);
        Assert.Contains("reads from end to end: users", statements[1].Measured);
    }

    [Fact]
    public async Task A_batch_of_a_backfill_is_not_found() =>
        Assert.Empty((await TryAsync(
            "-- schema: table users\n-- schema: key id\nupdate users set note = 'x' where id > @after and id <= @upto",
            "backfill")).Findings);

    [Fact]
    public async Task A_second_run_that_fails_is_found_outside_a_transaction_alone()
    {
        const string Sql = "alter table users add column nick text";

        Assert.Equal(
            "not-repeatable", Assert.Single((await TryAsync("-- schema: no-transaction\n" + Sql, "expand")).Findings).Rule);
        Assert.Empty((await TryAsync(Sql, "expand")).Findings);
    }

    private static async Task<LintReport> TryAsync(string sql, string phase)
    {
        await using var scratch = await Scratch.CreateAsync<OnSqlite>(Before);
        var source = new SchemaSource("1.1.0", new SchemaFiles(
        [
            new("Migrations/sqlite/0001_before.expand.sql", Before), new($"Migrations/sqlite/0002_case.{phase}.sql", sql),
        ]));
        var migration = source.MigrationsOf(SchemaEngine.Sqlite)[^1];
        var judge = new Judge(SchemaEngine.Sqlite);
        var experiment = await SchemaEngine.Sqlite.BeginExperimentAsync(scratch.Database, new HashSet<string>(), Ct);
        judge.Hear(
            new ReleaseFiles("1.1.0", false, null, [migration]),
            migration,
            experiment.Start,
            await experiment.TryAsync(migration, Ct));
        return judge.Report;
    }
}
