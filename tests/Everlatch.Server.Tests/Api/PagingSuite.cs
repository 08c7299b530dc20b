using System.Net;
using Everlatch.Testing;

namespace Everlatch.Server.Tests.Api;

/// <summary>Lists come in pages whose cursors cannot be made up.</summary>
public abstract class PagingSuite<TEngine>(ManagementServer<TEngine> server) : IClassFixture<ManagementServer<TEngine>>
    where TEngine : ITestEngine
{
    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repetition()
    {
        var owner = await server.OwnerAsync();
        for (var i = 0; i < 5; i++)
        {
            (await owner.PostAsync($"{owner.Own}/apis", new { audience = $"https://page{i}.test/", name = "P" }))
                .Is(HttpStatusCode.Created);
        }

        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = await owner.GetAsync($"{owner.Own}/apis?limit=2{(after is null ? "" : $"&after={after}")}");
            page.Is(HttpStatusCode.OK);
            Assert.True(page.Json!["items"]!.AsArray().Count <= 2);
            seen.AddRange(page.Json["items"]!.AsArray().Select(item => (string)item!["id"]!));
            after = (string?)page.Json["next"];
        }
        while (after is not null);

        var all = await owner.GetAsync($"{owner.Own}/apis?limit=100");
        Assert.Equal(all.Json!["items"]!.AsArray().Select(item => (string)item!["id"]!), seen);
        Assert.True(seen.Count >= 6);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("101")]
    [InlineData("-1")]
    [InlineData("ten")]
    [InlineData("99999999999")]
    [InlineData("")]
    public async Task A_limit_out_of_bounds_is_refused(string limit)
    {
        var owner = await server.OwnerAsync();

        (await owner.GetAsync($"{owner.Own}/apis?limit={limit}")).Refuses(400, "EL1608");
        (await owner.GetAsync($"{owner.Own}/apis?limit=100")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_cursor_that_was_altered_or_belongs_to_another_list_is_refused()
    {
        var owner = await server.OwnerAsync();
        var roles = await owner.GetAsync($"{owner.Own}/roles?limit=1");
        var cursor = (string)roles.Json!["next"]!;
        (await owner.GetAsync($"{owner.Own}/roles?limit=1&after={cursor}")).Is(HttpStatusCode.OK);

        var altered = (cursor[0] == 'A' ? 'B' : 'A') + cursor[1..];
        (await owner.GetAsync($"{owner.Own}/roles?limit=1&after={altered}")).Refuses(400, "EL1608");
        (await owner.GetAsync($"{owner.Own}/apis?limit=1&after={cursor}")).Refuses(400, "EL1608");
        (await owner.GetAsync($"{owner.Own}/roles?after=")).Refuses(400, "EL1608");
        (await owner.GetAsync($"{owner.Own}/roles?after={new string('a', 5000)}")).Refuses(400, "EL1608");
        (await owner.GetAsync($"{owner.Own}/roles?after=rol_01h2xcejqtf2nbrexx3vqjhp41")).Refuses(400, "EL1608");
    }
}

public sealed class PagingOnSqlite(ManagementServer<SqliteEngine> server) : PagingSuite<SqliteEngine>(server);

public sealed class PagingOnPostgres(ManagementServer<PostgresEngine> server) : PagingSuite<PostgresEngine>(server);
