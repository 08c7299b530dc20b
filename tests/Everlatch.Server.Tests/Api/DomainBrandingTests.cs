using System.Net;
using Everlatch.Identity.Apis;
using Everlatch.Testing;
using Everlatch.Testing.Processes;

namespace Everlatch.Server.Tests.Api;

/// <summary>A custom domain looks as its owner says, and the environment's other hosts as before.</summary>
public sealed class DomainBrandingTests : IAsyncLifetime
{
    private TestDns dns = null!;
    private ManagementServer<SqliteEngine> server = null!;

    public async ValueTask InitializeAsync()
    {
        (dns, server) = await DomainServer.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await dns.DisposeAsync();
    }

    [Fact]
    public async Task A_domain_has_a_look_of_its_own_from_the_first_page_on_until_it_is_taken_back()
    {
        var owner = await server.OwnerAsync();
        var made = (await owner.PostAsync($"{owner.Own}/domains", new { host = "login.acme.com" })).Is(HttpStatusCode.Created);
        var path = $"{owner.Own}/domains/{made.Id}";
        var look = new { display_name = "Acme Login", primary_color = "#663399" };

        (await owner.PutAsync(path + "/branding", look, null)).Refuses(428, "EL1609");
        var branded = (await owner.PutAsync(path + "/branding", look, made.ETag)).Is(HttpStatusCode.OK);
        (await owner.PutAsync(path + "/branding", look, made.ETag)).Refuses(412, "EL1610");
        Assert.Equal("Acme Login", (string?)branded.Json!["branding"]!["display_name"]);

        var text = made.Json!["records"]!.AsArray().Single(record => (string?)record!["type"] == "TXT")!;
        await dns.SetTextAsync((string)text["name"]!, (string)text["value"]!);
        var verified = (await owner.PostAsync(path + "/verify", null)).Is(HttpStatusCode.OK);
        Assert.Contains("Acme Login", await ReadAsync("login.acme.com", "/signin"), StringComparison.Ordinal);
        Assert.Contains("#663399", await ReadAsync("login.acme.com", "/branding.css"), StringComparison.Ordinal);
        Assert.DoesNotContain("Acme Login", await ReadAsync("a.test", "/signin"), StringComparison.Ordinal);
        Assert.DoesNotContain("#663399", await ReadAsync("a.test", "/branding.css"), StringComparison.Ordinal);

        var other = (await owner.PutAsync(path + "/branding", new { primary_color = "#116633" }, verified.ETag))
            .Is(HttpStatusCode.OK);
        Assert.Contains("#116633", await ReadAsync("login.acme.com", "/branding.css"), StringComparison.Ordinal);

        (await owner.SendAsync(HttpMethod.Delete, path + "/branding", null, ("If-Match", other.ETag!)))
            .Is(HttpStatusCode.NoContent);
        Assert.Null((await owner.GetAsync(path)).Is(HttpStatusCode.OK).Json!["branding"]);
        Assert.Equal(
            await ReadAsync("a.test", "/branding.css"), await ReadAsync("login.acme.com", "/branding.css"));
    }

    [Theory]
    [InlineData("red; } evil {")]
    [InlineData("#66339")]
    public async Task What_is_no_colour_is_refused(string color)
    {
        var owner = await server.OwnerAsync();
        var made = (await owner.PostAsync($"{owner.Own}/domains", new { host = "red.acme.com" })).Is(HttpStatusCode.Created);
        (await owner.PutAsync($"{owner.Own}/domains/{made.Id}/branding", new { primary_color = color }, made.ETag))
            .Refuses(422, "EL1624");
    }

    [Fact]
    public async Task A_domain_of_the_whole_environment_is_not_branded_by_those_who_may_change_tenants_only()
    {
        var owner = await server.OwnerAsync();
        var whole = (await owner.PostAsync($"{owner.Own}/domains", new { host = "whole.acme.com" })).Is(HttpStatusCode.Created);
        var clerk = await server.CallerAsync(server.A, ManagementScopes.TenantsRead, ManagementScopes.TenantsWrite);
        var path = $"{owner.Own}/domains/{whole.Id}/branding";
        var look = new { primary_color = "#663399" };

        (await clerk.PutAsync(path, look, whole.ETag)).Refuses(403, "EL1602");
        (await clerk.SendAsync(HttpMethod.Delete, path, null, ("If-Match", whole.ETag!))).Refuses(403, "EL1602");
        (await owner.PutAsync(path, look, whole.ETag)).Is(HttpStatusCode.OK);
    }

    private async Task<string> ReadAsync(string host, string path) => (await server.GetAtAsync(host, path)).Text;
}
