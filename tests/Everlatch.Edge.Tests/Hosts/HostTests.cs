using System.Net;
using Everlatch.Core;
using Everlatch.Edge.Hosts;
using Everlatch.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Edge.Tests.Hosts;

/// <summary>Which hosts an edge answers for.</summary>
public sealed class HostTests
{
    [Fact]
    public async Task An_unknown_host_is_refused_before_any_work()
    {
        await using var server = await StubServer.StartAsync();
        await using var edge = await TestEdge.StartAsync(server);

        foreach (var host in new[] { "other.example.test", "localhost", "127.0.0.1", "login.example.test.evil.test" })
        {
            var (status, body, _) = await edge.GetAsync("/signin", host);
            Assert.Equal(HttpStatusCode.MisdirectedRequest, status);
            Assert.Contains("\"EL1001\"", body, StringComparison.Ordinal);
        }

        Assert.Empty(server.Seen);
        Assert.Equal("hello", (await edge.GetAsync("/signin", TestEdge.Host)).Body);
        Assert.Equal("hello", (await edge.GetAsync("/signin", "LOGIN.example.TEST.:8443")).Body);
    }

    [Theory]
    [InlineData("acme.base.test", true)]
    [InlineData("a.acme.base.test", false)]
    [InlineData("base.test", false)]
    [InlineData("acmebase.test", false)]
    [InlineData("single.test", true)]
    [InlineData("x.single.test", false)]
    public void A_base_domain_stands_for_one_label(string host, bool known)
    {
        var routes = new ConfiguredRoutes(
            new EdgeOptions { Region = "us", BaseDomains = { "*.base.test" }, Hosts = { "single.test" } });

        var route = routes.Find(HostName.TryParse(host, out var name) ? name : default);

        Assert.Equal(known ? "us" : null, route?.Home.Value);
    }

    [Theory]
    [InlineData("base.test", "a.test", "eu")]
    [InlineData("*.ba se.test", "a.test", "eu")]
    [InlineData("*.base.test", "a.test:80", "eu")]
    [InlineData("*.base.test", "a.test", "EU")]
    public void What_is_no_name_refuses_the_start(string domain, string host, string region)
    {
        var options = new EdgeOptions { Region = region, BaseDomains = { domain }, Hosts = { host } };
        Assert.Equal("EL1910", Assert.Throws<StartRefusedException>(() => new ConfiguredRoutes(options)).Id);
        Assert.True(new ConfiguredRoutes(new EdgeOptions { BaseDomains = { "*.base.test" }, Hosts = { "a.test" } }).IsLoaded);
    }

    [Fact]
    public async Task A_host_of_another_region_and_hosts_that_are_not_known_yet_are_told_apart()
    {
        await using var server = await StubServer.StartAsync();
        var routes = new Routes();
        await using var edge = await TestEdge.StartAsync(
            [], TestEdge.SlotsOf(("blue", 100, [server])), services => services.AddSingleton<IHostRoutes>(routes));

        var (status, body, answer) = await edge.GetAsync("/signin", "us.test");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("EL1902", body, StringComparison.Ordinal);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await edge.GetAsync("/health/ready")).Status);

        routes.IsLoaded = true;
        (status, body, _) = await edge.GetAsync("/signin", "us.test");
        Assert.Equal(HttpStatusCode.MisdirectedRequest, status);
        Assert.Contains("EL1903", body, StringComparison.Ordinal);
        Assert.Empty(server.Seen);
        Assert.Equal("hello", (await edge.GetAsync("/signin", "eu.test")).Body);
    }

    [Fact]
    public async Task Health_and_metrics_of_servers_stay_behind_the_edge()
    {
        await using var server = await StubServer.StartAsync();
        await using var edge = await TestEdge.StartAsync(server);

        Assert.Contains("\"live\"", (await edge.GetAsync("/health/live", "whoever.test")).Body, StringComparison.Ordinal);
        Assert.Contains("\"ready\"", (await edge.GetAsync("/health/ready", "whoever.test")).Body, StringComparison.Ordinal);
        foreach (var path in new[] { "/health/schema", "/health", "/HEALTH/schema", "/metrics", "/metrics/x", "/%6Detrics" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await edge.GetAsync(path)).Status);
        }

        Assert.Empty(server.Seen);

        // A scraper of this machine asks by a loopback name.
        var metrics = await edge.GetAsync("/metrics", "localhost");
        Assert.Contains("everlatch_edge_server_ready", metrics.Body, StringComparison.Ordinal);

        server.IsReady = false;
        await TestEdge.UntilAsync(async () =>
            (await edge.GetAsync("/health/ready")).Status == HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.OK, (await edge.GetAsync("/health/live")).Status);
    }

    private sealed class Routes : IHostRoutes
    {
        public bool IsLoaded { get; set; }

        public HostRoute? Find(HostName host) =>
            host.Value.EndsWith(".test", StringComparison.Ordinal)
                ? new HostRoute(null, Region.Trusted(host.Value.Split('.')[0]))
                : null;
    }
}
