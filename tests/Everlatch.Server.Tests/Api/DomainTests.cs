using System.Net;
using System.Text.Json.Nodes;
using Everlatch.Core;
using Everlatch.Directory;
using Everlatch.Identity.Apis;
using Everlatch.Testing;
using Everlatch.Testing.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Server.Tests.Api;

/// <summary>Custom domains through the API, with a real DNS server behind it.</summary>
public sealed class DomainTests : IAsyncLifetime
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
    public async Task A_domain_is_served_from_its_proof_to_its_removal_and_is_421_before_and_after()
    {
        var owner = await server.OwnerAsync();
        await owner.PostAsync($"{owner.Own}/tenants", new { key = "acme", name = "Acme" });
        var made = (await owner.PostAsync($"{owner.Own}/domains", new { host = "login.acme.com" })).Is(HttpStatusCode.Created);
        var path = $"{owner.Own}/domains/{made.Id}";
        Assert.Equal("pending", (string?)made.Json!["state"]);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, await StatusAtAsync("login.acme.com"));

        var text = made.Json["records"]!.AsArray().Single(record => (string?)record!["type"] == "TXT")!;
        await dns.SetTextAsync((string)text["name"]!, (string)text["value"]!);
        var verified = (await owner.PostAsync(path + "/verify", null)).Is(HttpStatusCode.OK);
        Assert.Equal("verified", (string?)verified.Json!["state"]);
        Assert.Equal(HttpStatusCode.OK, await StatusAtAsync("login.acme.com"));

        (await owner.SendAsync(HttpMethod.Delete, path)).Refuses(428, "EL1609");
        (await owner.SendAsync(HttpMethod.Delete, path, null, ("If-Match", made.ETag!))).Refuses(412, "EL1610");
        (await owner.SendAsync(HttpMethod.Delete, path, null, ("If-Match", verified.ETag!))).Is(HttpStatusCode.NoContent);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, await StatusAtAsync("login.acme.com"));
        (await owner.GetAsync(path)).Refuses(404, "EL1603");
    }

    [Fact]
    public async Task Discovery_at_a_domain_names_the_domain_whatever_a_header_says()
    {
        var owner = await server.OwnerAsync();
        var made = (await owner.PostAsync($"{owner.Own}/domains", new { host = "id.acme.com" })).Is(HttpStatusCode.Created);
        var alias = made.Json!["records"]!.AsArray().Single(record => (string?)record!["type"] == "CNAME")!;
        await dns.SetAliasAsync((string)alias["name"]!, (string)alias["value"]!);
        (await owner.PostAsync($"{owner.Own}/domains/{made.Id}/verify", null)).Is(HttpStatusCode.OK);

        using var http = new HttpClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri(server.Address, "/.well-known/openid-configuration"));
        request.Headers.Host = "id.acme.com";
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var document = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal("https://id.acme.com", ((string)JsonNode.Parse(document)!["issuer"]!).TrimEnd('/'));
        Assert.DoesNotContain("evil", document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_domain_of_the_whole_environment_is_not_for_those_who_may_change_tenants_only()
    {
        var owner = await server.OwnerAsync();
        var tenant = (await owner.PostAsync($"{owner.Own}/tenants", new { key = "tenant", name = "Tenant" })).Id;
        var whole = (await owner.PostAsync($"{owner.Own}/domains", new { host = "whole.acme.com" })).Is(HttpStatusCode.Created);
        var clerk = await server.CallerAsync(server.A, ManagementScopes.TenantsRead, ManagementScopes.TenantsWrite);
        var path = $"{owner.Own}/domains/{whole.Id}";

        (await clerk.PostAsync($"{owner.Own}/domains", new { host = "new.acme.com" })).Refuses(403, "EL1602");
        (await clerk.PostAsync(path + "/verify", null)).Refuses(403, "EL1602");
        (await clerk.SendAsync(HttpMethod.Delete, path, null, ("If-Match", whole.ETag!))).Refuses(403, "EL1602");
        (await clerk.GetAsync(path)).Is(HttpStatusCode.OK);
        (await clerk.PostAsync($"{owner.Own}/domains", new { host = "new.acme.com", tenant })).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Nobody_but_the_operator_adds_a_host_without_proof()
    {
        var owner = await server.OwnerAsync();
        var theOperator = await server.OperatorAsync();

        (await owner.PostAsync($"{owner.Own}/hosts", new { host = "login.victim.com" })).Refuses(403, "EL1636");
        (await owner.PostAsync($"{owner.Own}/hosts", new { host = "mine.test" })).Is(HttpStatusCode.Created);
        (await theOperator.PostAsync($"{owner.Own}/hosts", new { host = "login.victim.com" })).Is(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("com", "EL1660")]
    [InlineData("not a host", "EL1660")]
    [InlineData("*.acme.com", "EL1660")]
    [InlineData("192.0.2.1", "EL1660")]
    [InlineData("acme.test", "EL1661")]
    [InlineData("d1.domains.everlatch.net", "EL1661")]
    public async Task What_is_no_customers_name_is_refused(string host, string error)
    {
        var owner = await server.OwnerAsync();
        (await owner.PostAsync($"{owner.Own}/domains", new { host })).Refuses(422, error);
    }

    [Fact]
    public async Task A_tenant_that_goes_takes_its_domains_along()
    {
        var owner = await server.OwnerAsync();
        var tenant = (await owner.PostAsync($"{owner.Own}/tenants", new { key = "leaves", name = "Leaves" })).Id;
        var made = (await owner.PostAsync($"{owner.Own}/domains", new { host = "leaves.acme.com", tenant }))
            .Is(HttpStatusCode.Created);
        var text = made.Json!["records"]!.AsArray().Single(record => (string?)record!["type"] == "TXT")!;
        await dns.SetTextAsync((string)text["name"]!, (string)text["value"]!);
        (await owner.PostAsync($"{owner.Own}/domains/{made.Id}/verify", null)).Is(HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, await StatusAtAsync("leaves.acme.com"));

        (await owner.SendAsync(HttpMethod.Delete, $"{owner.Own}/tenants/{tenant}", null, ("If-Match", "\"1\"")))
            .Is(HttpStatusCode.NoContent);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, await StatusAtAsync("leaves.acme.com"));
        Assert.Null(server.Services.GetRequiredService<IDirectory>().Current.Find(HostName.Trusted("leaves.acme.com")));
    }

    private async Task<HttpStatusCode> StatusAtAsync(string host) => (await server.GetAtAsync(host, "/oauth2/jwks")).Status;
}
