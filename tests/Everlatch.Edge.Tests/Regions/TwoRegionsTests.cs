using System.Net;

namespace Everlatch.Edge.Tests.Regions;

/// <summary>A customer's host reaches any region's edge, and is served from its home.</summary>
public sealed class TwoRegionsTests
{
    [Fact]
    public async Task A_host_is_served_from_its_home_whichever_edge_it_reaches()
    {
        await using var regions = await StartAsync();

        Assert.Equal("eu", (await regions.EuEdge.GetAsync("/", TwoRegions.EuHost)).Body);
        Assert.Equal("eu", (await regions.UsEdge.GetAsync("/", TwoRegions.EuHost)).Body);
        Assert.Equal("us", (await regions.UsEdge.GetAsync("/", TwoRegions.UsHost)).Body);
        Assert.Equal("us", (await regions.EuEdge.GetAsync("/", TwoRegions.UsHost)).Body);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await regions.UsEdge.GetAsync("/", "nobody.example")).Status);
    }

    [Fact]
    public async Task A_caller_is_who_reached_the_first_edge_and_cannot_pretend_to_be_another()
    {
        await using var regions = await StartAsync();
        using var request = regions.UsEdge.Request(HttpMethod.Get, "/page", host: TwoRegions.EuHost);
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        request.Headers.Add("X-Request-Id", "chosen");

        var (_, _, answer) = await regions.UsEdge.SendAsync(request);

        var seen = regions.EuServer.Seen.Single(each => each.Target == "/page");
        Assert.Equal("127.0.0.1", seen.Headers["X-Forwarded-For"]);
        Assert.Equal(TwoRegions.EuHost, seen.Headers["Host"]);
        Assert.Equal("http", seen.Headers["X-Forwarded-Proto"]);

        // One id through both edges, and nobody's choice.
        Assert.Equal(answer.Headers.GetValues("X-Request-Id").Single(), seen.Headers["X-Request-Id"]);
        Assert.NotEqual("chosen", seen.Headers["X-Request-Id"]);
    }

    [Fact]
    public async Task Discovery_and_keys_are_answered_where_they_are_asked_while_the_home_region_is_down()
    {
        await using var regions = await StartAsync();
        await regions.EuEdge.StopAsync();
        await regions.EuServer.StopAsync();

        var discovery = await regions.UsEdge.GetAsync("/.well-known/openid-configuration", TwoRegions.EuHost);
        Assert.Equal(HttpStatusCode.OK, discovery.Status);
        Assert.Equal($"{{\"issuer\":\"https://{TwoRegions.EuHost}\"}}", discovery.Body);
        Assert.Equal("public, max-age=600", discovery.Answer.Headers.CacheControl!.ToString());

        var keys = await regions.UsEdge.GetAsync("/oauth2/jwks", TwoRegions.EuHost);
        Assert.StartsWith("{\"keys\":", keys.Body, StringComparison.Ordinal);
        using var again = regions.UsEdge.Request(HttpMethod.Get, "/oauth2/jwks", host: TwoRegions.EuHost);
        again.Headers.TryAddWithoutValidation("If-None-Match", keys.Answer.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, (await regions.UsEdge.SendAsync(again)).Status);

        // What needs the home region is a fault of ours, and says so; this region goes on.
        var token = await regions.UsEdge.SendAsync(
            regions.UsEdge.Request(HttpMethod.Post, "/oauth2/token", "grant_type=refresh_token", TwoRegions.EuHost));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, token.Status);
        Assert.Contains("temporarily_unavailable", token.Body, StringComparison.Ordinal);
        Assert.NotNull(token.Answer.Headers.RetryAfter);
        Assert.Equal("us", (await regions.UsEdge.GetAsync("/", TwoRegions.UsHost)).Body);
    }

    [Fact]
    public async Task A_change_is_known_at_every_edge()
    {
        await using var regions = await StartAsync();
        var environment = regions.Eu.Current.Hosts.Values.Single();

        regions.Eu.AddHost(environment, "new.acme.example");
        await TwoRegions.UntilKnownAsync(regions.EuEdge, "new.acme.example");
        await TwoRegions.UntilKnownAsync(regions.UsEdge, "new.acme.example");
        Assert.Equal("eu", (await regions.UsEdge.GetAsync("/", "new.acme.example")).Body);

        regions.Eu.RemoveHost(environment, "new.acme.example");
        await TwoRegions.UntilKnownAsync(regions.UsEdge, "new.acme.example", known: false);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await regions.UsEdge.GetAsync("/", "new.acme.example")).Status);
    }

    [Fact]
    public async Task Another_region_cannot_take_over_a_host_that_is_at_home_here()
    {
        // The other region's servers sign what they like: they have its key.
        await using var regions = await StartAsync(
            before => before.Eu.AddHost(before.Eu.Current.Environments.Keys.Single(), TwoRegions.UsHost));

        Assert.Equal("us", (await regions.UsEdge.GetAsync("/", TwoRegions.UsHost)).Body);
        Assert.Equal(
            regions.Us.Current.Environments.Keys.Single().Value,
            (await regions.UsEdge.GetAsync("/oauth2/jwks", TwoRegions.UsHost)).Body.Split('"')[3]);

        // Nor does a request go to and fro when both regions claim a host: each serves its own.
        Assert.Equal("eu", (await regions.EuEdge.GetAsync("/", TwoRegions.UsHost)).Body);
    }

    [Fact]
    public async Task What_another_regions_edge_sends_is_served_here_or_refused_and_never_sent_on()
    {
        await using var regions = await StartAsync();
        using var peer = regions.PeerOfEu();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(peer, TwoRegions.EuHost));
        Assert.Equal(HttpStatusCode.MisdirectedRequest, await StatusAsync(peer, TwoRegions.UsHost));
        Assert.DoesNotContain(regions.UsServer.Seen, seen => seen.Target == "/page");
    }

    [Fact]
    public async Task Between_machines_both_edges_show_a_certificate_and_nobody_else_is_let_in()
    {
        await using var regions = await TwoRegions.StartAsync(betweenMachines: true);
        await TwoRegions.UntilKnownAsync(regions.UsEdge, TwoRegions.EuHost);
        Assert.Equal("eu", (await regions.UsEdge.GetAsync("/", TwoRegions.EuHost)).Body);

        using var peer = regions.PeerOfEu(hasCertificate: true);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(peer, TwoRegions.EuHost));
        using var stranger = regions.PeerOfEu(hasCertificate: false);
        await Assert.ThrowsAsync<HttpRequestException>(() => StatusAsync(stranger, TwoRegions.EuHost));
    }

    [Fact]
    public async Task The_feed_is_for_edges()
    {
        await using var regions = await StartAsync();
        using var request = regions.EuEdge.Request(HttpMethod.Get, "/edge/routes", host: TwoRegions.EuHost);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer edges");

        Assert.Equal(HttpStatusCode.NotFound, (await regions.EuEdge.SendAsync(request)).Status);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/page");
        request.Headers.Host = host;
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static async Task<TwoRegions> StartAsync(Action<TwoRegions>? before = null)
    {
        var regions = await TwoRegions.StartAsync(before);
        foreach (var edge in new[] { regions.EuEdge, regions.UsEdge })
        {
            await TwoRegions.UntilKnownAsync(edge, TwoRegions.EuHost);
            await TwoRegions.UntilKnownAsync(edge, TwoRegions.UsHost);
        }

        return regions;
    }
}
