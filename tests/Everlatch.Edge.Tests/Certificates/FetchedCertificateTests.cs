using System.Net;
using Everlatch.Edge.Regions;
using Everlatch.Edge.Tests.Regions;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Edge.Tests.Certificates;

/// <summary>An edge serves custom domains with what their home region keeps.</summary>
public sealed class FetchedCertificateTests
{
    private const string Host = CertifiedRegion.Host;
    private const string Other = "id.globex.example";
    private const string Bare = "sso.initech.example";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_host_gets_its_own_and_nothing_is_asked_for_anybody_else()
    {
        await using var region = await CertifiedRegion.StartAsync();
        region.Issue(Host);
        region.Issue(Other);
        region.Directory.AddHost(region.Environment, Bare);
        await using var edge = await region.EdgeAsync();

        Assert.Equal($"CN={Host}", (await TlsClient.ShownAsync(edge, Host)).Subject);
        Assert.Equal($"CN={Other}", (await TlsClient.ShownAsync(edge, Other.ToUpperInvariant())).Subject);
        await TlsClient.RefusedAsync(edge, Bare);
        await TlsClient.RefusedAsync(edge, "nobody.example");
        await TlsClient.RefusedAsync(edge, "x." + Host);

        Assert.Equal([Host, Other], region.Certificates.Asked);
    }

    [Fact]
    public async Task A_new_certificate_is_served_and_open_connections_go_on()
    {
        await using var region = await CertifiedRegion.StartAsync();
        region.Issue(Host);
        await using var edge = await region.EdgeAsync();
        var (http, connections) = TlsClient.Http2(edge);
        Assert.Equal(HttpStatusCode.OK, await GetAsync());
        var before = await TlsClient.ShownAsync(edge, Host);

        region.Issue(Host);
        await TlsClient.UntilOtherAsync(edge, Host, before);

        Assert.Equal(HttpStatusCode.OK, await GetAsync());
        Assert.Equal(1, connections());
        http.Dispose();

        async Task<HttpStatusCode> GetAsync()
        {
            using var answer = await http.GetAsync(new Uri($"https://{Host}/"), Ct);
            Assert.Equal("max-age=31536000", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task The_first_client_after_a_change_gets_the_new_one()
    {
        await using var region = await CertifiedRegion.StartAsync();
        region.Issue(Host);
        await using var edge = await region.EdgeAsync();
        var before = await TlsClient.ShownAsync(edge, Host);

        region.Issue(Host);
        await TestEdge.UntilAsync(() => Task.FromResult(region.Certificates.Asked.Count == 2));

        // It was asked for without any client; what is left is to take it in.
        await TlsClient.UntilOtherAsync(edge, Host, before);
        Assert.Equal(2, region.Certificates.Asked.Count);
    }

    [Fact]
    public async Task A_host_that_has_none_any_more_is_refused()
    {
        await using var region = await CertifiedRegion.StartAsync();
        region.Issue(Host);
        region.Issue(Other);
        await using var edge = await region.EdgeAsync();
        await TlsClient.ShownAsync(edge, Host);

        region.Directory.AddHost(region.Environment, Host);
        var routes = edge.Services.GetRequiredService<LiveRoutes>();
        await TestEdge.UntilAsync(() => Task.FromResult(routes.Find(Host)!.Value.Certificate is null));

        await TlsClient.RefusedAsync(edge, Host);
        await TlsClient.ShownAsync(edge, Other);
    }

    [Fact]
    public async Task Any_number_of_clients_at_once_asks_once()
    {
        await using var region = await CertifiedRegion.StartAsync();
        region.Issue(Host);
        var answers = new TaskCompletionSource();
        region.Certificates.Until = answers.Task;
        await using var edge = await region.EdgeAsync();

        var clients = Enumerable.Range(0, 100).Select(_ => TlsClient.ShownAsync(edge, Host)).ToArray();
        await TestEdge.UntilAsync(() => Task.FromResult(!region.Certificates.Asked.IsEmpty));
        answers.SetResult();

        Assert.All(await Task.WhenAll(clients), shown => Assert.Equal($"CN={Host}", shown.Subject));
        Assert.Single(region.Certificates.Asked);
    }

    [Fact]
    public async Task A_host_of_another_region_is_served_at_every_edge()
    {
        await using var eu = await CertifiedRegion.StartAsync();
        await using var us = await CertifiedRegion.StartAsync("us", eu.KeyFile);
        eu.Issue(Host);
        await using var euEdge = await eu.EdgeAsync(eu.ForOthers());
        await using var usEdge = await us.EdgeAsync(eu.AsOther());
        await TwoRegions.UntilKnownAsync(usEdge, Host);

        Assert.Equal($"CN={Host}", (await TlsClient.ShownAsync(usEdge, Host)).Subject);
        Assert.Equal([Host], eu.Certificates.Asked);
        Assert.Empty(us.Certificates.Asked);

        // And for clients there is nothing there, whatever they bring.
        using var stranger = euEdge.Request(HttpMethod.Get, "/edge/certificates/" + Host, host: Host);
        stranger.Headers.TryAddWithoutValidation("Authorization", "Bearer edges");
        Assert.Equal(HttpStatusCode.NotFound, (await euEdge.SendAsync(stranger)).Status);
        Assert.Equal([Host], eu.Certificates.Asked);
    }

    [Fact]
    public async Task Nothing_is_done_for_each_host_at_the_start()
    {
        await using var region = await CertifiedRegion.StartAsync();
        region.Issue(Host);
        var many = Enumerable.Range(1, 100_000).Select(i => ($"h{i}.acme.example", (long)i));
        region.Directory.AddHosts(region.Environment, many);
        await using var edge = await region.EdgeAsync();

        Assert.Empty(region.Certificates.Asked);
        Assert.Empty(System.IO.Directory.EnumerateFiles(Path.Combine(region.Routes, "certificates")));
        await TlsClient.ShownAsync(edge, Host);
        Assert.Equal([Host], region.Certificates.Asked);
    }

    [Fact]
    public async Task More_hosts_than_are_held_are_served_from_disk()
    {
        await using var region = await CertifiedRegion.StartAsync();
        region.Issue(Host);
        region.Issue(Other);
        await using var edge = await region.EdgeAsync([("Everlatch:Edge:CertificatesHeld", "1")]);

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal($"CN={Host}", (await TlsClient.ShownAsync(edge, Host)).Subject);
            Assert.Equal($"CN={Other}", (await TlsClient.ShownAsync(edge, Other)).Subject);
        }

        Assert.Equal([Host, Other], region.Certificates.Asked);
    }

    [Fact]
    public async Task The_operators_own_certificate_comes_first()
    {
        await using var region = await CertifiedRegion.StartAsync();
        region.Issue(Host);
        var own = System.IO.Directory.CreateDirectory(Path.Combine(region.Routes, "own")).FullName;
        Everlatch.Testing.TestAuthority.Write(own, "_.acme.example", region.Authority.Server("*.acme.example"));
        await using var edge = await region.EdgeAsync([("Everlatch:Edge:CertificatesFolder", own)]);

        Assert.Equal("CN=*.acme.example", (await TlsClient.ShownAsync(edge, Host)).Subject);
        Assert.Empty(region.Certificates.Asked);
    }
}
