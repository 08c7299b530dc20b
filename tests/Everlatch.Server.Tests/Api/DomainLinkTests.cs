using System.Net;
using Everlatch.Identity.Apis;
using Everlatch.Testing;

namespace Everlatch.Server.Tests.Api;

/// <summary>The link for a customer's IT: who may make one, and what it shows without signing in.</summary>
public sealed class DomainLinkTests(ManagementServer<SqliteEngine> server) : IClassFixture<ManagementServer<SqliteEngine>>
{
    [Fact]
    public async Task A_link_shows_the_records_at_its_environment_and_nothing_at_another()
    {
        var owner = await server.OwnerAsync();
        var made = (await owner.PostAsync($"{owner.Own}/domains", new { host = "page.acme.com" })).Is(HttpStatusCode.Created);
        var link = (await owner.PostAsync($"{owner.Own}/domains/{made.Id}/links", new { })).Is(HttpStatusCode.Created);
        var url = new Uri((string)link.Json!["url"]!);
        Assert.Equal("https://a.test", url.GetLeftPart(UriPartial.Authority));

        var (status, page) = await server.GetAtAsync("a.test", url.PathAndQuery);
        Assert.Equal(HttpStatusCode.OK, status);
        foreach (var record in made.Json!["records"]!.AsArray())
        {
            Assert.Contains((string)record!["value"]!, page, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Gone, (await server.GetAtAsync("b.test", url.PathAndQuery)).Status);
        Assert.Equal(HttpStatusCode.Gone, (await server.GetAtAsync("a.test", "/domains/setup?token=none")).Status);
    }

    [Fact]
    public async Task Who_may_not_change_a_domain_makes_no_link_to_it()
    {
        var owner = await server.OwnerAsync();
        var made = (await owner.PostAsync($"{owner.Own}/domains", new { host = "whole.acme.com" })).Is(HttpStatusCode.Created);
        var clerk = await server.CallerAsync(server.A, ManagementScopes.TenantsRead, ManagementScopes.TenantsWrite);

        (await clerk.PostAsync($"{owner.Own}/domains/{made.Id}/links", new { })).Refuses(403, "EL1602");
        (await owner.PostAsync($"{owner.Own}/domains/{made.Id}/links", new { hours = 0 })).Refuses(422, "EL1668");
        (await owner.PostAsync($"{owner.Own}/domains/{made.Id}/links", new { hours = 1 })).Is(HttpStatusCode.Created);
    }
}
