using System.Net;
using Everlatch.Core;
using Everlatch.Edge.Certificates;
using Everlatch.Identity.Apis;
using Everlatch.Storage;
using Everlatch.Testing;
using Everlatch.Testing.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Server.Tests.Api;

/// <summary>Certificates of custom domains through the API, and what authorities are answered.</summary>
public sealed class DomainCertificateTests : IAsyncLifetime
{
    private static readonly Statement RunOrder = Statement.Write(
        "testing.run_order",
        """
        insert into certificate_orders (environment_id, host_name, next_try_at, attempts, lease, leased_until, challenge_type,
            challenge_token, challenge_authorization, error, error_text, failed_at)
        values (@environment, @host, 0, 1, 'lease', @until, @type, 'token-1', 'token-1.thumb', 'EL1680', 'no answer', 5000)
        """);

    private readonly TestAuthority authority = new();
    private TestDns dns = null!;
    private ManagementServer<SqliteEngine> server = null!;
    private ManagementCaller owner = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        (dns, server) = await DomainServer.StartAsync();
        owner = await server.OwnerAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await dns.DisposeAsync();
        authority.Dispose();
    }

    [Fact]
    public async Task An_uploaded_certificate_is_told_without_its_key_reaches_edges_and_goes_again()
    {
        var path = await VerifiedAsync("login.acme.com");
        Assert.Null((await owner.GetAsync(path)).Json!["certificate"]!["kind"]);
        var (chain, key) = authority.Server("login.acme.com");

        var stored = (await owner.PutAsync(path + "/certificate", new { chain, private_key = key }, null)).Is(HttpStatusCode.OK);
        Assert.Equal("uploaded", (string?)stored.Json!["kind"]);
        var shown = await owner.GetAsync(path);
        Assert.Equal((string?)stored.Json["not_after"], (string?)shown.Json!["certificate"]!["not_after"]);
        var list = await owner.GetAsync($"{owner.Own}/domains");
        Assert.Equal("uploaded", (string?)list.Json!["items"]![0]!["certificate"]!["kind"]);
        var audit = await owner.GetAsync($"{owner.Own}/audit-events");
        Assert.Contains("domain.certificate_uploaded", audit.Text, StringComparison.Ordinal);
        foreach (var answer in new[] { stored, shown, list, audit })
        {
            Assert.DoesNotContain("PRIVATE", answer.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(key.Split('\n')[1], answer.Text, StringComparison.Ordinal);
        }

        var found = await SourceAsync("login.acme.com");
        Assert.Equal(chain.Trim(), found!.ChainPem.Trim());
        Assert.Null(await SourceAsync("login.other.com"));

        (await owner.DeleteAsync(path + "/certificate")).Is(HttpStatusCode.NoContent);
        Assert.Null(await SourceAsync("login.acme.com"));
        (await owner.DeleteAsync(path + "/certificate")).Refuses(404, "EL1603");
    }

    [Fact]
    public async Task What_cannot_be_used_is_refused_by_its_own_id()
    {
        var path = await VerifiedAsync("id.acme.com");
        var (chain, key) = authority.Server("id.acme.com");
        var other = authority.Server("other.acme.com");
        var client = authority.Client("id.acme.com");

        await RefusesAsync(422, "EL1670", "none", key);
        await RefusesAsync(422, "EL1671", chain, "none");
        await RefusesAsync(422, "EL1672", chain, other.Key);
        await RefusesAsync(422, "EL1673", other.Certificate, other.Key);
        await RefusesAsync(422, "EL1676", client.Certificate, client.Key);
        await RefusesAsync(422, "EL1677", new string('x', 65 * 1024), key);
        (await owner.PutAsync(path + "/certificate", new { chain }, null)).Refuses(400, "EL1605");
        (await owner.PutAsync(path + "/certificate", new { chain, private_key = key }, null)).Is(HttpStatusCode.OK);

        async Task RefusesAsync(int status, string id, string chain, string key)
        {
            var answer = await owner.PutAsync(path + "/certificate", new { chain, private_key = key }, null);
            answer.Refuses(status, id);
            Assert.DoesNotContain(key.Split('\n') is [_, var line, ..] ? line : "BEGIN", answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_claim_without_proof_takes_none_and_who_may_not_change_a_domain_may_not_change_its_certificate()
    {
        var made = (await owner.PostAsync($"{owner.Own}/domains", new { host = "new.acme.com" })).Is(HttpStatusCode.Created);
        var (chain, key) = authority.Server("new.acme.com");
        var body = new { chain, private_key = key };
        var path = $"{owner.Own}/domains/{made.Id}/certificate";
        (await owner.PutAsync(path, body, null)).Refuses(409, "EL1678");

        var clerk = await server.CallerAsync(server.A, ManagementScopes.TenantsRead, ManagementScopes.TenantsWrite);
        (await clerk.PutAsync(path, body, null)).Refuses(403, "EL1602");
        (await clerk.DeleteAsync(path)).Refuses(403, "EL1602");
        var reader = await server.CallerAsync(server.A, ManagementScopes.TenantsRead);
        (await reader.PutAsync(path, body, null)).Refuses(403, "EL1602");
    }

    [Fact]
    public async Task An_authority_is_answered_for_exactly_the_host_and_token_of_the_order_that_runs()
    {
        var path = await VerifiedAsync("a.acme.com");
        await VerifiedAsync("b.acme.com");
        await OrderAsync("a.acme.com", "http-01", TimeSpan.FromMinutes(1));

        Assert.Equal((HttpStatusCode.OK, "token-1.thumb"), await ChallengeAsync("a.acme.com", "token-1"));
        Assert.Equal(HttpStatusCode.NotFound, (await ChallengeAsync("b.acme.com", "token-1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await ChallengeAsync("a.acme.com", "token-2")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await ChallengeAsync("a.acme.com", "token-1%20")).Status);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await ChallengeAsync("c.acme.com", "token-1")).Status);
        Assert.Null(await Source.FindTlsAlpnAnswerAsync(HostName.Trusted("a.acme.com"), Ct));

        var error = (await owner.GetAsync(path)).Json!["certificate"]!["error"]!;
        Assert.Equal(("EL1680", "no answer"), ((string?)error["id"], (string?)error["text"]));
    }

    [Fact]
    public async Task An_order_whose_lease_ran_out_answers_nobody_and_one_by_handshake_answers_edges_only()
    {
        await VerifiedAsync("a.acme.com");
        await VerifiedAsync("b.acme.com");
        await OrderAsync("a.acme.com", "http-01", TimeSpan.FromMinutes(-1));
        await OrderAsync("b.acme.com", "tls-alpn-01", TimeSpan.FromMinutes(1));

        Assert.Equal(HttpStatusCode.NotFound, (await ChallengeAsync("a.acme.com", "token-1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await ChallengeAsync("b.acme.com", "token-1")).Status);
        Assert.Equal("token-1.thumb", await Source.FindTlsAlpnAnswerAsync(HostName.Trusted("b.acme.com"), Ct));
    }

    private ICertificateSource Source => server.Services.GetRequiredService<ICertificateSource>();

    private Task<HostCertificate?> SourceAsync(string host) => Source.FindAsync(HostName.Trusted(host), Ct);

    private async Task<string> VerifiedAsync(string host)
    {
        var made = (await owner.PostAsync($"{owner.Own}/domains", new { host })).Is(HttpStatusCode.Created);
        var path = $"{owner.Own}/domains/{made.Id}";
        var text = made.Json!["records"]!.AsArray().Single(record => (string?)record!["type"] == "TXT")!;
        await dns.SetTextAsync((string)text["name"]!, (string)text["value"]!);
        (await owner.PostAsync(path + "/verify", null)).Is(HttpStatusCode.OK);
        return path;
    }

    private async Task OrderAsync(string host, string type, TimeSpan lease) =>
        await server.Services.GetRequiredService<IDatabase>().ExecuteAsync(
            RunOrder, new { environment = server.A, host, type, until = TimeProvider.System.GetUtcNow() + lease }, Ct);

    private async Task<(HttpStatusCode Status, string Text)> ChallengeAsync(string host, string token)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri(server.Address, "/.well-known/acme-challenge/" + token));
        request.Headers.Host = host;
        using var answer = await http.SendAsync(request, Ct);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }
}
