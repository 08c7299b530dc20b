using System.Net;

namespace Everlatch.Edge.Tests.Hosts;

/// <summary>What an edge does with plain http.</summary>
public sealed class PlainHttpTests
{
    private static readonly (string, string)[] Production = [("Everlatch:Edge:PlainHttp", "false")];

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task A_page_is_sent_to_https_at_the_same_host(string method)
    {
        await using var server = await StubServer.StartAsync();
        await using var edge = await TestEdge.StartAsync(Production, TestEdge.SlotsOf(("blue", 100, [server])));

        var (status, _, answer) = await edge.SendAsync(edge.Request(new HttpMethod(method), "//evil.test/a%20b?c=%2f"));

        Assert.Equal(HttpStatusCode.PermanentRedirect, status);
        Assert.Equal($"https://{TestEdge.Host}//evil.test/a%20b?c=%2f", answer.Headers.Location!.OriginalString);
        Assert.Empty(server.Seen);
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task What_may_hold_a_secret_is_refused_and_not_redirected()
    {
        await using var server = await StubServer.StartAsync();
        await using var edge = await TestEdge.StartAsync(Production, TestEdge.SlotsOf(("blue", 100, [server])));

        var (status, body, _) = await edge.PostAsync("/oauth2/token", "client_secret=x");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("invalid_request", body, StringComparison.Ordinal);
        Assert.Contains("EL1908", (await edge.PostAsync("/signin", "password=x")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await edge.GetAsync("/signin", "other.test")).Status);
        Assert.Empty(server.Seen);
        Assert.Equal(HttpStatusCode.OK, (await edge.GetAsync("/health/ready", "10.0.0.1")).Status);
    }
}
