using System.Net;
using Everlatch.Identity.Apis;
using Everlatch.Testing;

namespace Everlatch.Server.Tests.Api;

/// <summary>Environments and the hosts that lead to them.</summary>
public abstract class EnvironmentSuite<TEngine>(ManagementServer<TEngine> server) : IClassFixture<ManagementServer<TEngine>>
    where TEngine : ITestEngine
{
    [Fact]
    public async Task A_new_environment_has_keys_the_management_api_and_roles()
    {
        var caller = await server.OperatorAsync();

        var made = await caller.PostAsync("/api/v1/environments", new { name = "New", region = "eu" });

        made.Is(HttpStatusCode.Created);
        Assert.False((bool)made.Json!["is_operator"]!);
        var path = $"/api/v1/environments/{made.Id}";
        Assert.Contains("\"ES256\"", (await caller.GetAsync(path + "/keys")).Text, StringComparison.Ordinal);
        Assert.Contains(ManagementScopes.Audience, (await caller.GetAsync(path + "/apis")).Text, StringComparison.Ordinal);
        Assert.Equal(3, (await caller.GetAsync(path + "/roles")).Json!["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task Only_the_operator_makes_environments()
    {
        var owner = await server.OwnerAsync();

        (await owner.PostAsync("/api/v1/environments", new { name = "New", region = "eu" })).Refuses(403, "EL1602");
    }

    [Theory]
    [InlineData("""{"name":"","region":"eu"}""", "EL1620")]
    [InlineData("""{"name":"New","region":"E U"}""", "EL1621")]
    [InlineData("""{"name":"New","region":"eu","settings":{"branding":{"logo_url":"http://x.test/logo.png"}}}""", "EL1623")]
    [InlineData("""{"name":"New","region":"eu","settings":{"branding":{"logo_url":"javascript:alert(1)"}}}""", "EL1623")]
    [InlineData("""{"name":"New","region":"eu","settings":{"branding":{"primary_color":"red"}}}""", "EL1624")]
    [InlineData("""{"name":"New","region":"eu","settings":{"branding":{"primary_color":"#12345g"}}}""", "EL1624")]
    [InlineData("""{"name":"New","region":"eu","settings":{"branding":{"primary_color":"#fff;}body{"}}}""", "EL1624")]
    [InlineData("""{"name":"New","region":"eu","settings":{"session_idle_minutes":1}}""", "EL1625")]
    [InlineData("""{"name":"New","region":"eu","settings":{"session_idle_minutes":120,"session_absolute_hours":1}}""", "EL1625")]
    [InlineData("""{"name":"New","region":"eu","settings":{"minimum_password_score":5}}""", "EL1626")]
    public async Task What_is_out_of_bounds_is_refused(string body, string error)
    {
        var caller = await server.OperatorAsync();

        (await caller.PostAsync("/api/v1/environments", body)).Refuses(422, error);
    }

    [Fact]
    public async Task Nobody_makes_an_environment_the_operators_own()
    {
        var caller = await server.OperatorAsync();

        (await caller.PostAsync("/api/v1/environments", """{"name":"New","region":"eu","settings":{"is_operator":true}}"""))
            .Refuses(400, "EL1605");
        var own = await caller.GetAsync(caller.Own);
        var changed = await caller.PutAsync(
            caller.Own, new { name = "Operator", settings = new { sign_up_open = false } }, own.ETag);
        Assert.True((bool)changed.Is(HttpStatusCode.OK).Json!["is_operator"]!);
    }

    [Fact]
    public async Task A_host_leads_to_one_environment_only()
    {
        var caller = await server.OperatorAsync();

        var made = await caller.PostAsync($"/api/v1/environments/{server.A}/hosts", new { host = "One.Test" });

        Assert.Equal("https://one.test", (string?)made.Is(HttpStatusCode.Created).Json!["issuer"]);
        (await caller.PostAsync($"/api/v1/environments/{server.B}/hosts", new { host = "one.test" })).Refuses(409, "EL1632");
        (await caller.PostAsync($"/api/v1/environments/{server.A}/hosts", new { host = "one.test" })).Refuses(409, "EL1632");
    }

    [Fact]
    public async Task The_issuer_of_a_host_with_other_letters_is_written_in_ascii()
    {
        var owner = await server.OwnerAsync();
        var made = await owner.PostAsync(
            $"{owner.Own}/hosts", new { host = "büro.test", issuer = "https://xn--bro-hoa.test:8443" });
        Assert.Equal("https://xn--bro-hoa.test:8443", (string?)made.Is(HttpStatusCode.Created).Json!["issuer"]);
    }

    [Theory]
    [InlineData("not a host", null, "EL1630")]
    [InlineData("host.test:8080", null, "EL1630")]
    [InlineData("issuer.test", "http://issuer.test", "EL1631")]
    [InlineData("issuer.test", "https://other.test", "EL1631")]
    [InlineData("issuer.test", "https://issuer.test/", "EL1631")]
    [InlineData("issuer.test", "https://issuer.test/path", "EL1631")]
    [InlineData("issuer.test", "https://user@issuer.test", "EL1631")]
    [InlineData("issuer.test", "https://issuer.test:443", "EL1631")]
    [InlineData("issuer.test", "nonsense", "EL1631")]
    [InlineData("büro.test", "https://büro.test", "EL1631")]
    [InlineData("issuer.test", "https://xn--büro.test", "EL1631")]
    public async Task A_host_or_issuer_of_another_form_is_refused(string host, string? issuer, string error)
    {
        var owner = await server.OwnerAsync();

        (await owner.PostAsync($"{owner.Own}/hosts", new { host, issuer })).Refuses(422, error);
    }

    [Fact]
    public async Task A_new_primary_host_takes_over_and_the_old_one_may_go()
    {
        var caller = await server.OperatorAsync();
        var environment = (await caller.PostAsync("/api/v1/environments", new { name = "Hosts", region = "eu" })).Id;
        var path = $"/api/v1/environments/{environment}/hosts";
        var first = await caller.PostAsync(path, new { host = "first.test", issuer = "https://first.test:8443" });
        var second = await caller.PostAsync(path, new { host = "second.test" });
        Assert.True((bool)first.Json!["is_primary"]!);
        Assert.False((bool)second.Json!["is_primary"]!);

        (await caller.DeleteAsync(path + "/first.test")).Refuses(409, "EL1633");
        (await caller.PostAsync(path + "/second.test/primary", null)).Is(HttpStatusCode.OK);
        (await caller.DeleteAsync(path + "/first.test")).Is(HttpStatusCode.NoContent);
        (await caller.DeleteAsync(path + "/first.test")).Refuses(404, "EL1603");

        var left = Assert.Single((await caller.GetAsync(path)).Json!["items"]!.AsArray())!;
        Assert.Equal("second.test", (string?)left["host"]);
        Assert.True((bool)left["is_primary"]!);
    }
}

public sealed class EnvironmentOnSqlite(ManagementServer<SqliteEngine> server) : EnvironmentSuite<SqliteEngine>(server);

public sealed class EnvironmentOnPostgres(ManagementServer<PostgresEngine> server) : EnvironmentSuite<PostgresEngine>(server);
