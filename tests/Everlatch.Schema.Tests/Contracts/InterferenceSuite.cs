using Everlatch.Schema.Contracts;

namespace Everlatch.Schema.Tests.Contracts;

/// <summary>What a stranger lets the engine do with our statements is named, and on tables of others it is only listed.</summary>
public abstract class InterferenceSuite<TEngine>
    where TEngine : ISchemaTestEngine
{
    private const string Newer = "0009_of_tomorrow.expand";

    private static readonly (string, string)[] Files =
    [
        ("0001_users.expand",
            "create table users (id text primary key, email text); create view mails as select email from users;"),
    ];

    /// <summary>What is there before a change, its own statements.</summary>
    protected static string[] Others { get; } = ["create table others (id text primary key, email text)"];

    /// <summary>Foreign, named and with its reason; of a newer release, and where it does nothing, it is listed.</summary>
    protected static async Task RequireForeignAsync(string key, string because, params string[] statements)
    {
        await using var it = await MigratedDatabase<TEngine>.CreateAsync(Files);
        await it.Db.ExecuteAsync([.. Others, .. statements]);
        var verdict = await it.VerdictAsync();
        Assert.Equal(VerdictKind.Foreign, verdict.Kind);
        var foreign = Assert.Single(verdict.Foreign, found => found.Found.Key == key);
        Assert.Contains(because, foreign.Because, StringComparison.Ordinal);
        Assert.DoesNotContain(key, (await it.VerdictAsync(Newer)).Foreign.Select(found => found.Found.Key));
        Assert.Contains(key, (await it.VerdictAsync(Newer)).Extra.Select(extra => extra.Key));
    }

    /// <summary>Listed or not even that, and never in the way.</summary>
    protected static async Task RequireHarmlessAsync(string? listed, params string[] statements)
    {
        await using var it = await MigratedDatabase<TEngine>.CreateAsync(Files);
        await it.Db.ExecuteAsync([.. Others, .. statements]);
        var verdict = await it.VerdictAsync();
        Assert.Empty(verdict.Foreign.Select(found => found.ToString()));
        Assert.Equal(VerdictKind.Fits, verdict.Kind);
        Assert.Contains(listed ?? "table others", verdict.Extra.Select(extra => extra.Key));
    }
}

public sealed class InterferenceOnSqlite : InterferenceSuite<OnSqlite>
{
    [Theory]
    [InlineData("create trigger t after insert on users begin delete from users; end", "trigger users.t", "writes to users")]
    [InlineData(
        "create trigger t before update on users begin select raise(ignore); end", "trigger users.t", "may change or refuse")]
    [InlineData(
        "create trigger t instead of insert on mails begin insert into users (id) values (1); end", "trigger mails.t", "mails")]
    public Task On_a_table_or_view_of_ours_it_is_foreign(string sql, string key, string because) =>
        RequireForeignAsync(key, because, sql);

    [Theory]
    [InlineData("passing_1", VerdictKind.Fits)]
    [InlineData("strange_1", VerdictKind.Foreign)]
    public async Task What_the_build_itself_sets_for_a_while_is_only_listed(string name, VerdictKind expected)
    {
        await using var it = await MigratedDatabase<OnSqlite>.CreateAsync(
            [("0001_users.expand", "create table users (id text primary key)")]);
        await it.Db.ExecuteAsync($"create trigger {name} before update on users begin select raise(abort, 'no'); end");
        var verdict = SchemaVerdict.Of(
            it.Contract.WithPassing("passing_"),
            await it.Db.ReadCatalogAsync(),
            [.. it.Contract.Steps.Select(step => step.Step)]);
        Assert.Equal(expected, verdict.Kind);
        Assert.Equal(expected == VerdictKind.Fits, verdict.Extra.Any(extra => extra.Key == $"trigger users.{name}"));
    }

    [Fact]
    public Task On_a_strangers_table_it_is_not() =>
        RequireHarmlessAsync(null, "create trigger t after insert on others begin delete from others; end");
}

public sealed class InterferenceOnPostgres : InterferenceSuite<OnPostgres>
{
    private const string Function =
        "create function quiet() returns trigger language plpgsql as $$ begin return null; end $$";

    [Theory]
    [InlineData("create trigger t before insert on users for each row execute function quiet()", "trigger users.t", "users")]
    [InlineData("create trigger t instead of insert on mails for each row execute function quiet()", "trigger mails.t", "mails")]
    [InlineData("create rule r as on insert to users do instead nothing", "rule users.r", "something else")]
    [InlineData("create rule r as on insert to mails do instead nothing", "rule mails.r", "something else")]
    [InlineData(
        "alter table users enable row level security; create policy p on users using (false)", "policy users.p", "hide rows")]
    public Task On_a_table_or_view_of_ours_it_is_foreign(string sql, string key, string because) =>
        RequireForeignAsync(key, because, Function, sql);

    [Theory]
    [InlineData("create trigger t before insert on others for each row execute function quiet()", null)]
    [InlineData("create rule r as on insert to others do instead nothing", null)]
    [InlineData("alter table others enable row level security; create policy p on others using (false)", null)]
    [InlineData("create policy p on users using (false)", "policy users.p")]
    [InlineData("create rule r as on insert to users do instead nothing; alter table users disable rule r", "rule users.r")]
    [InlineData(
        "create trigger \"T\" before insert on users for each row execute function quiet(); "
            + "alter table users disable trigger \"T\"",
        "trigger users.T")]
    public Task On_a_strangers_table_or_switched_off_it_is_not(string sql, string? listed) =>
        RequireHarmlessAsync(listed, Function, sql);

    [Theory]
    [InlineData("alter table users enable row level security")]
    [InlineData("alter table users force row level security")]
    public async Task Row_security_of_a_table_of_ours_is_foreign_with_no_policy_too(string sql)
    {
        await using var it = await MigratedDatabase<OnPostgres>.CreateAsync(
            [("0001_users.expand", "create table users (id text primary key, email text)")]);
        Assert.Equal(VerdictKind.Fits, (await it.VerdictAsync()).Kind);

        await it.Db.ExecuteAsync(sql);

        var verdict = await it.VerdictAsync();
        Assert.Equal("table users", Assert.Single(verdict.Foreign).Found.Key);
    }
}
