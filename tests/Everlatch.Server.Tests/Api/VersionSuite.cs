using System.Net;
using Everlatch.Testing;

namespace Everlatch.Server.Tests.Api;

/// <summary>Nobody overwrites what they have not seen.</summary>
public abstract class VersionSuite<TEngine>(ManagementServer<TEngine> server) : IClassFixture<ManagementServer<TEngine>>
    where TEngine : ITestEngine
{
    [Fact]
    public async Task A_change_names_the_version_it_was_made_from()
    {
        var owner = await server.OwnerAsync();
        var path = await NewRoleAsync(owner, "versioned");

        (await owner.PutAsync(path, new { name = "Named", permissions = Array.Empty<string>() }, null)).Refuses(428, "EL1609");
        (await owner.PutAsync(path, new { name = "Named", permissions = Array.Empty<string>() }, "\"2\"")).Refuses(412, "EL1610");
        (await owner.PutAsync(path, new { name = "Named", permissions = Array.Empty<string>() }, "W/\"1\""))
            .Refuses(412, "EL1610");
        (await owner.PutAsync(path, new { name = "Named", permissions = Array.Empty<string>() }, "*")).Refuses(412, "EL1610");

        var changed = await owner.PutAsync(path, new { name = "Named", permissions = Array.Empty<string>() }, "\"1\"");
        changed.Is(HttpStatusCode.OK);
        Assert.Equal("\"2\"", changed.ETag);
        Assert.Equal("\"2\"", (await owner.GetAsync(path)).ETag);
    }

    [Fact]
    public async Task Of_writers_with_one_version_exactly_one_wins()
    {
        var owner = await server.OwnerAsync();
        var path = await NewRoleAsync(owner, "raced");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            owner.PutAsync(path, new { name = $"Writer {i}", permissions = Array.Empty<string>() }, "\"1\"")));

        var winner = Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer != winner), answer => answer.Refuses(412, "EL1610"));
        Assert.Equal((string?)winner.Json!["name"], (string?)(await owner.GetAsync(path)).Json!["name"]);
    }

    [Theory]
    [InlineData("apis")]
    [InlineData("applications")]
    [InlineData("machine-clients")]
    [InlineData("")]
    public async Task Every_area_keeps_versions(string area)
    {
        var owner = await server.OwnerAsync();
        var (path, body) = await NewAsync(owner, area);
        var etag = (await owner.GetAsync(path)).ETag;

        var changed = await owner.PutAsync(path, body, etag);

        changed.Is(HttpStatusCode.OK);
        Assert.NotEqual(etag, changed.ETag);
        (await owner.PutAsync(path, body, etag)).Refuses(412, "EL1610");
    }

    private static async Task<string> NewRoleAsync(ManagementCaller owner, string key)
    {
        var made = await owner.PostAsync($"{owner.Own}/roles", new { key, name = "First", permissions = Array.Empty<string>() });
        return $"{owner.Own}/roles/{made.Is(HttpStatusCode.Created).Id}";
    }

    private static async Task<(string Path, object Body)> NewAsync(ManagementCaller owner, string area)
    {
        switch (area)
        {
            case "apis":
                var api = await owner.PostAsync($"{owner.Own}/apis", new { audience = "https://version.test/", name = "V" });
                return ($"{owner.Own}/apis/{api.Id}", new { name = "W" });
            case "applications":
                var uris = new[] { "https://app.test/callback" };
                var app = await owner.PostAsync(
                    $"{owner.Own}/applications", new { kind = "spa", name = "V", redirect_uris = uris });
                return ($"{owner.Own}/applications/{app.Id}", new { name = "W", redirect_uris = uris });
            case "machine-clients":
                var client = await owner.PostAsync($"{owner.Own}/machine-clients", new { name = "V" });
                return ($"{owner.Own}/machine-clients/{client.Id}", new { name = "W" });
            default:
                return (owner.Own, new { name = "A again", settings = new { } });
        }
    }
}
