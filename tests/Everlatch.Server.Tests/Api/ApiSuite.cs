using System.Net;
using Everlatch.Testing;

namespace Everlatch.Server.Tests.Api;

/// <summary>APIs that accept access tokens.</summary>
public abstract class ApiSuite<TEngine>(ManagementServer<TEngine> server) : IClassFixture<ManagementServer<TEngine>>
    where TEngine : ITestEngine
{
    [Theory]
    [InlineData("https://api.test/v1")]
    [InlineData("https://api.test")]
    [InlineData("urn:example:api")]
    public async Task An_absolute_uri_is_an_audience(string audience)
    {
        var owner = await server.OwnerAsync();

        (await owner.PostAsync($"{owner.Own}/apis", new { audience, name = "API" })).Is(HttpStatusCode.Created);
        (await owner.PostAsync($"{owner.Own}/apis", new { audience, name = "API" })).Refuses(409, "EL1652");
    }

    [Theory]
    [InlineData("api")]
    [InlineData("/api")]
    [InlineData("")]
    [InlineData("https://api.test/#fragment")]
    [InlineData("https://api.test/with space")]
    [InlineData("urn:everlatch:management")]
    [InlineData("URN:everlatch:other")]
    public async Task Anything_else_is_not(string audience)
    {
        var owner = await server.OwnerAsync();

        (await owner.PostAsync($"{owner.Own}/apis", new { audience, name = "API" })).Refuses(422, "EL1651");
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("quote\"")]
    [InlineData("back\\slash")]
    [InlineData("ümlaut")]
    [InlineData("")]
    public async Task A_scope_has_the_form_of_rfc_6749(string name)
    {
        var owner = await server.OwnerAsync();
        var audience = "https://scope.test/" + Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(name));

        (await owner.PostAsync($"{owner.Own}/apis", new { audience, name = "API", scopes = new[] { new { name } } }))
            .Refuses(422, "EL1654");
        (await owner.PostAsync($"{owner.Own}/apis", new { audience, name = "API", scopes = new[] { new { name = "a:b/c.d" } } }))
            .Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_management_api_cannot_be_changed_or_taken_away()
    {
        var owner = await server.OwnerAsync();
        var listed = await owner.GetAsync($"{owner.Own}/apis?limit=100");
        var builtIn = listed.Json!["items"]!.AsArray().Single(api => (bool)api!["built_in"]!)!;
        var path = $"{owner.Own}/apis/{builtIn["id"]}";

        (await owner.PutAsync(path, new { name = "Mine" }, (await owner.GetAsync(path)).ETag)).Refuses(403, "EL1656");
        (await owner.DeleteAsync(path)).Refuses(403, "EL1656");
    }

    [Fact]
    public async Task An_api_or_scope_that_a_client_holds_stays()
    {
        var owner = await server.OwnerAsync();
        var scopes = new[] { new { name = "held" }, new { name = "free" } };
        var api = (await owner.PostAsync($"{owner.Own}/apis", new { audience = "https://held.test/", name = "API", scopes })).Id;
        var grants = new[] { new { api, scopes = new[] { "held" } } };
        var client = (await owner.PostAsync($"{owner.Own}/machine-clients", new { name = "Holder", apis = grants }))
            .Is(HttpStatusCode.Created).Id;
        var path = $"{owner.Own}/apis/{api}";

        (await owner.DeleteAsync(path)).Refuses(409, "EL1657");
        (await owner.PutAsync(path, new { name = "API", scopes = new[] { new { name = "free" } } }, "\"1\""))
            .Refuses(409, "EL1657");
        (await owner.PutAsync(path, new { name = "API", scopes = new[] { new { name = "held" } } }, "\"1\""))
            .Is(HttpStatusCode.OK);
        (await owner.DeleteAsync($"{owner.Own}/machine-clients/{client}")).Is(HttpStatusCode.NoContent);
        (await owner.DeleteAsync(path)).Is(HttpStatusCode.NoContent);
        (await owner.GetAsync(path)).Refuses(404, "EL1603");
    }
}

public sealed class ApiOnSqlite(ManagementServer<SqliteEngine> server) : ApiSuite<SqliteEngine>(server);

public sealed class ApiOnPostgres(ManagementServer<PostgresEngine> server) : ApiSuite<PostgresEngine>(server);
