using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Tests.Migrations;

public sealed class SplitSqlTests
{
    [Theory]
    [InlineData("select 1; select 2;", "select 1|select 2")]
    [InlineData("select 1;;\n; select 2", "select 1|select 2")]
    [InlineData("-- first\n/* second */ select 1 -- third\n; -- last", "select 1")]
    [InlineData("select ';', 'it''s;', \"a;\"\"b\"", "select ';', 'it''s;', \"a;\"\"b\"")]
    [InlineData("select 1 -- not ; here\n + 1; select 2", "select 1 -- not ; here\n + 1|select 2")]
    [InlineData("select 1 /* ; ' */ + 1", "select 1 /* ; ' */ + 1")]
    [InlineData("select '\\'; select 2", "select '\\'|select 2")]
    [InlineData("", "")]
    [InlineData(" \r\n\t-- nothing\n;", "")]
    public void Both_engines_end_statements_at_semicolons_that_are_not_quoted(string text, string expected)
    {
        Assert.Equal(expected, string.Join('|', Postgres(text)));
        Assert.Equal(expected, string.Join('|', Sqlite(text)));
    }

    [Theory]
    [InlineData("select E'\\';'; select 2", "select E'\\';'|select 2")]
    [InlineData("select e'\\\\'; select 2", "select e'\\\\'|select 2")]
    [InlineData("select e'a''\\';'; select 2", "select e'a''\\';'|select 2")]
    [InlineData("select e'a' -- it's\n '\\';'; select 2", "select e'a' -- it's\n '\\';'|select 2")]
    [InlineData("select e'a' '\\'; select 2", "select e'a' '\\'|select 2")]
    [InlineData("select nae'\\'; select 2", "select nae'\\'|select 2")]
    [InlineData("do $$ begin; end $$; select 2", "do $$ begin; end $$|select 2")]
    [InlineData("do $a$ ; $$ ; $b$ ; $a$; select 2", "do $a$ ; $$ ; $b$ ; $a$|select 2")]
    [InlineData("do $a$ $A$ ; $a$; select 2", "do $a$ $A$ ; $a$|select 2")]
    [InlineData("do $ä_1$ ; $ä_1$; select 2", "do $ä_1$ ; $ä_1$|select 2")]
    [InlineData("select a$b$; select c$b$", "select a$b$|select c$b$")]
    [InlineData("select $1; select $2$x$;$x$", "select $1|select $2$x$;$x$")]
    [InlineData("select /* a /* b; */ c; */ 1; select 2", "select /* a /* b; */ c; */ 1|select 2")]
    [InlineData("select 1 --a\r; select 2", "select 1|select 2")]
    [InlineData("select a[1]; select '[';", "select a[1]|select '['")]
    public void Quotes_and_comments_of_Postgres(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Postgres(text)));

    [Theory]
    [InlineData("create rule r as on insert to t do (insert into a values (1); insert into b values (2)); select 1", 2)]
    [InlineData("create function f() returns int begin atomic select 1; select case when true then 2 end; end; select 1", 2)]
    [InlineData("create or replace procedure p(begin atomic) begin atomic insert into t values (1); end; select 1", 2)]
    [InlineData("create function f() returns int begin atomic select a.end as case; end; select 1", 2)]
    [InlineData("create table t (begin int); select begin atomic from t; select case when true then 1 end", 3)]
    [InlineData("create function f() returns int return 1; select 1", 2)]
    [InlineData("select 1); select 2", 2)]
    public void Bodies_of_Postgres(string text, int count) => Assert.Equal(count, Postgres(text).Count);

    [Theory]
    [InlineData("select [a;'b], `c;d`; select 2", "select [a;'b], `c;d`|select 2")]
    [InlineData("select /* a /* b */ 1; select 2", "select /* a /* b */ 1|select 2")]
    [InlineData("select 1 as \"$$\"; select 2 as $$, 3", "select 1 as \"$$\"|select 2 as $$, 3")]
    [InlineData("select 1 --a\r; select 2\n; select 3", "select 1|select 3")]
    [InlineData("select E'\\'; select 2", "select E'\\'|select 2")]
    public void Quotes_and_comments_of_Sqlite(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Sqlite(text)));

    [Theory]
    [InlineData("create trigger t after insert on a begin select 1; select case when 1 then 2 end; end; select 1", 2)]
    [InlineData("create temp trigger t after insert on a begin delete from b; end ; select 1", 2)]
    [InlineData("CREATE TEMPORARY TRIGGER if not exists t after insert on a begin delete from b; /* ; */ END", 1)]
    [InlineData("create table trigger_log (\"trigger\" int); create index trigger on t (a)", 2)]
    public void Bodies_of_Sqlite(string text, int count) => Assert.Equal(count, Sqlite(text).Count);

    [Fact]
    public void A_statement_knows_the_line_that_it_begins_on()
    {
        var statements = SplitSql.Of("-- a\r\n\r\nselect\n1;\rselect 2; select\n3", "f", SchemaEngine.Postgres);
        Assert.Equal([3, 5, 5], statements.Select(s => s.Line));
    }

    [Theory]
    [InlineData("postgres", "select 1;\nselect 'a;", 2)]
    [InlineData("postgres", "select \"a", 1)]
    [InlineData("postgres", "\n\nselect e'\\'", 3)]
    [InlineData("postgres", "do $a$ $$ $b$", 1)]
    [InlineData("postgres", "/* /* */", 1)]
    [InlineData("postgres", "select (1;", 1)]
    [InlineData("postgres", "select 1;\ncreate function f() returns int begin atomic select 1;", 2)]
    [InlineData("postgres", "\n\\i other.sql", 2)]
    [InlineData("postgres", "select 1\0;", 1)]
    [InlineData("sqlite", "select [a;", 1)]
    [InlineData("sqlite", "\nselect `a", 2)]
    [InlineData("sqlite", "/*/", 1)]
    [InlineData("sqlite", "\n\ncreate trigger t after insert on a begin select 1;", 3)]
    [InlineData("sqlite", "select 1;\n.read other.sql", 2)]
    public void What_does_not_end_is_refused_with_the_line_where_it_begins(string engine, string text, int line)
    {
        var refusal = Assert.Throws<SchemaException>(() => SplitSql.Of(text, "a.sql", Engine(engine)));
        Assert.Equal(("EL1803", "a.sql", line), (refusal.Id, refusal.File, refusal.Line));
    }

    private static SchemaEngine Engine(string name) => SchemaEngine.All.Single(e => e.Name == name);

    private static IReadOnlyList<string> Postgres(string text) =>
        [.. SplitSql.Of(text, "f", SchemaEngine.Postgres).Select(s => s.Sql)];

    private static IReadOnlyList<string> Sqlite(string text) =>
        [.. SplitSql.Of(text, "f", SchemaEngine.Sqlite).Select(s => s.Sql)];
}
