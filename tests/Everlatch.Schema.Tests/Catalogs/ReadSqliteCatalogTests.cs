using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Tests.Catalogs;

/// <summary>What only SQLite has: a schema that is kept as the text somebody wrote.</summary>
public sealed class ReadSqliteCatalogTests
{
    internal const string Everything =
        """
        create table users (
            id integer primary key autoincrement, -- a comment
            email text not null collate nocase unique on conflict ignore,
            "key" varchar( 20 ) default 'it''s' constraint key_long check (length("key")>3 /* why */),
            upper_email text generated always as (upper(email)) stored,
            small as (id%10),
            at real not null on conflict replace default (unixepoch() + -1),
            boss integer references users on delete cascade deferrable initially deferred,
            check (id in (1,2) or at IS NOT NULL), check (id <> at)
        );
        create table [pairs] (a text, b text, primary key (b, a), unique (a collate nocase desc),
            foreign key (a, b) references pairs (b, a)) strict, without rowid;
        create index users_by_lower on users (lower(email), id desc) where boss is null;
        create unique index if not exists users_by_boss on users (boss);
        create view bosses (i, n) as select id, email from users;
        create trigger users_touch after update on users begin update users set at = 1 where id = new.id; end;
        create virtual table words using fts5(word, tokenize='porter');
        create table schema_ledger (id integer primary key);
        create index ledger_index on schema_ledger (id);
        """;

    [Fact]
    public async Task Everything_that_a_schema_holds_is_read()
    {
        await using var db = await Scratch.CreateAsync<OnSqlite>(Everything);
        ExpectedLines.Require("everything.sqlite.txt", await db.ReadCatalogAsync());
    }

    [Theory]
    [InlineData("check (a>1)", "check ( A > 1 )", true)]
    [InlineData("check (a > 1)", "check (a > 2)", false)]
    [InlineData("check (a > 1)", "check (a > 1) check (a > 0)", false)]
    [InlineData("check (a > 1 -- not (\n)", "check (a > 1)", true)]
    [InlineData("check (a in ('x', 'Y'))", "check (a in ('x', 'y'))", false)]
    [InlineData("check (a = ')')", "check (a = ') ')", false)]
    [InlineData("check (\"a\" > 1)", "check ([a] > 1)", true)]
    [InlineData("check (lower(a) > 1)", "CHECK (LOWER (a) > 1)", true)]
    [InlineData("default (1+2)", "default (1 + 2)", true)]
    [InlineData("default 1e-5", "default 1e-6", false)]
    [InlineData("default x'AB'", "default X'ab'", true)]
    [InlineData("default 'a'", "default 'A'", false)]
    [InlineData("collate nocase", "collate NOCASE", true)]
    [InlineData("collate nocase", "", false)]
    [InlineData("collate binary", "", true)]
    [InlineData("not null on conflict ignore", "not null", false)]
    [InlineData("unique on conflict replace", "unique", false)]
    [InlineData("unique on conflict abort", "unique", true)]
    [InlineData("constraint mine unique", "unique", false)]
    [InlineData("references t (a) deferrable initially deferred", "references t (a)", false)]
    [InlineData("references t (a) not deferrable initially deferred", "references t (a)", true)]
    [InlineData(
        "references t (a) on delete set null on update cascade", "references t (a) on update cascade on delete set null", true)]
    [InlineData("references t (a) not null", "not null references t (a)", true)]
    [InlineData("primary key autoincrement", "primary key", false)]
    public async Task What_a_column_says_counts_and_how_it_is_written_does_not(string one, string other, bool same)
    {
        await using var first = await Scratch.CreateAsync<OnSqlite>($"create table t (a integer {one}, b text)");
        await using var second = await Scratch.CreateAsync<OnSqlite>($"create table t(a  INTEGER {other}, b text)");
        Assert.Equal(same, (await first.ReadCatalogAsync()).Digest == (await second.ReadCatalogAsync()).Digest);
    }

    [Fact]
    public async Task A_renamed_table_and_column_read_like_new_ones()
    {
        await using var renamed = await Scratch.CreateAsync<OnSqlite>(
            "create table s (old text check (old <> ''), n int)", "create index i on s (old) where old > 'a'",
            "create view v as select old from s", "alter table s rename to t", "alter table t rename column old to a");
        await using var made = await Scratch.CreateAsync<OnSqlite>(
            "create table t (a text check (a <> ''), n int)", "create index i on t (a) where a > 'a'",
            "create view v as select a from t");
        Assert.Empty((await made.ReadCatalogAsync()).ChangesTo(await renamed.ReadCatalogAsync()));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_told_apart()
    {
        await using var db = await Scratch.CreateAsync<OnSqlite>();
        await File.WriteAllTextAsync(db.Session.DataSource, new string('x', 5_000), TestContext.Current.CancellationToken);
        Assert.Equal("EL1820", (await Assert.ThrowsAsync<SchemaException>(db.ReadCatalogAsync)).Id);
    }
}
