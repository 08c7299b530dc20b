using Everlatch.Schema.Statements;

namespace Everlatch.Schema.Tests.Statements;

/// <summary>The engine says what a statement has to do with tables.</summary>
public abstract class ManifestSuite<TEngine>
    where TEngine : ISchemaTestEngine
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("select name from users where id = @id", "users: id name")]
    [InlineData("select count(*) from users", "users:")]
    [InlineData(
        "select u.email, n.body from users u join notes n on n.user_id = u.id order by n.number",
        "notes: body number user_id; users: email id")]
    [InlineData("select \"Odd name\" from users", "users: Odd name")]
    [InlineData(
        "insert into users (id, email) values (@id, @email)", "users: email id inserts email id")]
    [InlineData(
        "insert into users (id, email) values (@id, @email) returning version", "users: email id version inserts email id")]
    [InlineData(
        "insert into notes (user_id, number) select id, version from users where name = @name",
        "notes: number user_id inserts number user_id; users: id name version")]
    [InlineData(
        "insert into users (id, email) values (@id, @email) on conflict (email) do nothing", "users: email id inserts email id")]
    [InlineData(
        "insert into users (id, email) values (@id, @email) "
            + "on conflict (id) do update set name = 'again', \"Odd name\" = excluded.id",
        "users: Odd name email id name inserts email id updates Odd name name")]
    [InlineData(
        "update users set name = @name, version = version + 1 where email = @email",
        "users: email name version updates name version")]
    [InlineData(
        "update users set name = n.body from notes n where n.user_id = users.id",
        "notes: body user_id; users: id name updates name")]
    [InlineData("delete from notes where number < @number returning user_id", "notes: number user_id deletes")]
    [InlineData(
        "delete from users where not exists (select 1 from notes n where n.user_id = users.id)",
        "notes: user_id; users: id deletes")]
    [InlineData("with w as (select id, name from users) select w.name from w where w.id = @id", "users: id name")]
    [InlineData(
        "select id from users where id in (select user_id from tags where name = @name)", "tags: name user_id; users: id")]
    [InlineData(
        "select id from users u where id in (select user_id from tags where u.name = @name)", "tags: user_id; users: id name")]
    [InlineData("select 1", "")]
    public async Task A_statement_names_and_writes_what_the_engine_says(string sql, string expected) =>
        Assert.Equal(expected, Facts((await DescribeAsync(new SchemaStatement("a.b", sql))).Single()));

    [Fact]
    public async Task A_statement_that_the_engine_refuses_is_told_with_its_name()
    {
        var refusal = await Assert.ThrowsAsync<SchemaException>(() => DescribeAsync(
            new SchemaStatement("users.good", "select name from users"),
            new SchemaStatement("users.bad", "select nickname from users"),
            new SchemaStatement("users.worse", "selec 1")));
        Assert.Equal("EL1851", refusal.Id);
        Assert.Contains("users.bad", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("users.worse", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("users.good", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_statements_of_one_name_are_refused() =>
        Assert.Equal("EL1851", (await Assert.ThrowsAsync<SchemaException>(
            () => DescribeAsync(new SchemaStatement("a.b", "select 1"), new SchemaStatement("a.b", "select 2")))).Id);

    /// <summary>Describes statements on the tables of <see cref="TestSource" />.</summary>
    protected static async Task<IReadOnlyList<ManifestStatement>> DescribeAsync(params SchemaStatement[] statements)
    {
        await using var scratch = await Scratch.CreateAsync<TEngine>();
        var source = TestSource.Of("1.0.0", (TestSource.Migration(TEngine.Engine, "0001_first.expand"), TestSource.Tables));
        return (await MakeManifest.RunAsync(source, scratch.Database, statements, Ct)).Statements;
    }

    /// <summary>The facts of a statement in one line.</summary>
    protected static string Facts(ManifestStatement statement) =>
        string.Join("; ", statement.Tables.OrderBy(t => t.Name, StringComparer.Ordinal).Select(t =>
            $"{t.Name}:{List("", t.Names)}{List(" inserts", t.Inserts)}{List(" updates", t.Updates)}"
                + (t.Deletes ? " deletes" : "")));

    private static string List(string word, IReadOnlyList<string>? columns) =>
        columns is null ? "" : string.Concat(columns.Order(StringComparer.Ordinal).Select(c => $" {c}").Prepend(word));
}

public sealed class ManifestOnPostgres : ManifestSuite<OnPostgres>
{
    [Theory]
    [InlineData("")]
    [InlineData("-- schema: no-transaction\n")]
    public async Task A_step_that_reaches_beyond_the_copy_is_refused_and_changes_nothing(string header)
    {
        var ct = TestContext.Current.CancellationToken;
        var path = TestSource.Migration(SchemaEngine.Postgres, TestSource.FirstStep);
        await using var scratch = await Scratch.CreateAsync<OnPostgres>();
        var source = TestSource.Of("1.0.0", (path, $"{header}create table t (a text);\ncreate role everlatch_of_a_proof"));
        var fault = await Assert.ThrowsAsync<SchemaException>(() => MakeManifest.RunAsync(source, scratch.Database, [], ct));
        Assert.Equal(("EL1862", path, header.Length == 0 ? 2 : 3), (fault.Id, fault.File, fault.Line));
        Assert.Empty(await scratch.QueryAsync("select rolname from pg_roles where rolname = 'everlatch_of_a_proof'"));
    }

    [Theory]
    [InlineData(
        "with gone as (delete from notes where number = @n returning user_id), made as "
        + "(insert into users (id, email) select user_id, 'a' from gone returning id) "
        + "update users set name = 'b' from made where made.id = users.id",
        "notes: number user_id deletes; users: email id name inserts email id updates name")]
    [InlineData(
        "merge into users u using notes n on n.user_id = u.id when matched then update set name = n.body "
        + "when not matched then insert (id, email) values (n.user_id, '')",
        "notes: body user_id; users: email id name inserts email id updates name deletes")]
    [InlineData("select name from users where id = @id for update", "users: id name")]
    [InlineData("insert into users values ('a', 'b')", "users: email id inserts email id")]
    public async Task Statements_of_Postgres_alone(string sql, string expected) =>
        Assert.Equal(expected, Facts((await DescribeAsync(new SchemaStatement("a.b", sql))).Single()));

    [Fact]
    public async Task Parameters_have_the_types_that_the_engine_infers()
    {
        var statement = (await DescribeAsync(new SchemaStatement("a.b",
            """
            select name from users
            where version = @version and (id = @id or email = @id) and name = '@none' limit @limit
            """))).Single();
        Assert.Equal(
            [new("version", "bigint"), new("id", "text"), new("limit", "bigint")], statement.Parameters);
    }

    [Theory]
    [InlineData("listen somebody")]
    [InlineData("begin")]
    [InlineData("commit")]
    public async Task What_cannot_be_prepared_is_tried_out_and_says_so(string sql)
    {
        var statements = await DescribeAsync(
            new SchemaStatement("a.b", sql), new SchemaStatement("b.c", "select name from users"));
        Assert.NotNull(statements[0].Unprepared);
        Assert.Null(statements[1].Unprepared);
    }

    [Fact]
    public async Task A_parameter_of_no_type_is_refused() =>
        Assert.Equal("EL1851", (await Assert.ThrowsAsync<SchemaException>(
            () => DescribeAsync(new SchemaStatement("a.b", "select 1 where @a is null")))).Id);
}

public sealed class ManifestOnSqlite : ManifestSuite<OnSqlite>
{
    [Theory]
    [InlineData("begin immediate")]
    [InlineData("pragma journal_mode = wal")]
    [InlineData("pragma synchronous = full")]
    public async Task What_is_no_query_is_prepared_too(string sql) =>
        Assert.Null((await DescribeAsync(new SchemaStatement("a.b", sql))).Single().Unprepared);

    [Fact]
    public async Task Without_a_list_of_columns_an_insert_gives_every_column() =>
        Assert.Equal(
            "notes: body kind number user_id inserts body kind number user_id",
            Facts((await DescribeAsync(new SchemaStatement("a.b", "insert into notes values ('a', 1, 'c', 'd')"))).Single()));

    [Fact]
    public async Task What_a_table_alone_has_is_not_told_of_its_stand_in() =>
        Assert.Equal("EL1852", (await Assert.ThrowsAsync<SchemaException>(() => DescribeAsync(
            new SchemaStatement("a.b", "select name from users indexed by sqlite_autoindex_users_1 where id = 'a'")))).Id);
}
