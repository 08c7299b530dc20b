using System.Net;
using Microsoft.AspNetCore.Http;

namespace Everlatch.Edge.Tests.Forwarding;

/// <summary>What servers believe of an edge is the edge's own word, and the rest of a request is as it came.</summary>
public sealed class HeaderTests
{
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("x-forwarded-for", "127.0.0.1, 203.0.113.9")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("X-Forwarded-Host", "evil.test")]
    [InlineData("X-Forwarded-Prefix", "/evil")]
    [InlineData("X-Original-For", "203.0.113.9")]
    [InlineData("Forwarded", "for=203.0.113.9;proto=https;host=evil.test")]
    [InlineData("X-Real-IP", "203.0.113.9")]
    [InlineData("True-Client-IP", "203.0.113.9")]
    [InlineData("X-Request-Id", "forged")]
    [InlineData("Via", "1.1 evil")]
    [InlineData("Everlatch-Anything", "forged")]
    public async Task What_only_an_edge_may_say_is_dropped_and_said_anew(string name, string value)
    {
        await using var server = await StubServer.StartAsync();
        await using var edge = await TestEdge.StartAsync(server);
        using var request = edge.Request(HttpMethod.Get, "/signin");
        Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        request.Headers.TryAddWithoutValidation("Connection", name);
        request.Headers.Add("X-Custom", "kept");

        var (_, _, answer) = await edge.SendAsync(request);

        var headers = Assert.Single(server.Seen).Headers;
        Assert.DoesNotContain(headers.Values, sent => sent.Contains(value, StringComparison.Ordinal));
        Assert.Equal("127.0.0.1", headers["X-Forwarded-For"]);
        Assert.Equal("http", headers["X-Forwarded-Proto"]);
        Assert.Equal(Assert.Single(answer.Headers.GetValues("X-Request-Id")), headers["X-Request-Id"]);
        Assert.Equal("kept", headers["X-Custom"]);
        Assert.False(headers.ContainsKey("X-Forwarded-Host"));
    }

    [Theory]
    [InlineData(Trace, true)]
    [InlineData("00-00000000000000000000000000000000-b7ad6b7169203331-01", false)]
    [InlineData("evil", false)]
    [InlineData(null, false)]
    public async Task A_trace_goes_on_and_what_is_none_is_replaced(string? sent, bool isKept)
    {
        await using var server = await StubServer.StartAsync();
        await using var edge = await TestEdge.StartAsync(server);
        using var request = edge.Request(HttpMethod.Get, "/signin");
        request.Headers.TryAddWithoutValidation("traceparent", sent);
        request.Headers.TryAddWithoutValidation("tracestate", "a=b");

        await edge.SendAsync(request);

        var headers = Assert.Single(server.Seen).Headers;
        Assert.Matches("^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-0[01]$", headers["traceparent"]);
        Assert.Equal(isKept, headers["traceparent"] == sent);
        Assert.Equal(isKept, headers.ContainsKey("tracestate"));
    }

    [Theory]
    [InlineData("/saml/c/acs?SAMLRequest=a%2fb%2Bc&RelayState=%7e&SigAlg=http%3a%2f%2fwww.w3.org")]
    [InlineData("/a%20b/%C3%A4?q=%zz&x")]
    [InlineData("/a//b/?")]
    [InlineData("/a%2Fb")]
    public async Task Target_and_host_stay_as_they_came(string target)
    {
        await using var server = await StubServer.StartAsync();
        await using var edge = await TestEdge.StartAsync(server);

        await edge.GetAsync(target);

        var seen = Assert.Single(server.Seen);
        Assert.Equal(target, seen.Target);
        Assert.Equal(TestEdge.Host, seen.Headers["Host"]);
    }

    [Fact]
    public async Task Status_headers_cookies_and_body_of_an_answer_come_back()
    {
        await using var server = await StubServer.StartAsync(context =>
        {
            context.Response.StatusCode = StatusCodes.Status418ImATeapot;
            context.Response.Headers.CacheControl = "public, max-age=600";
            context.Response.Headers.Append("Set-Cookie", "a=1; HttpOnly");
            context.Response.Headers.Append("Set-Cookie", "b=2");
            return context.Response.Body.WriteAsync(context.Request.Headers.ContentLength > 0 ? "body"u8.ToArray() : []).AsTask();
        });
        await using var edge = await TestEdge.StartAsync(server);

        var (status, body, answer) = await edge.PostAsync("/x", new string('x', 200_000));

        Assert.Equal(((HttpStatusCode)418, "body"), (status, body));
        Assert.Equal(["a=1; HttpOnly", "b=2"], answer.Headers.GetValues("Set-Cookie"));
        Assert.Equal("public, max-age=600", Assert.Single(answer.Headers.GetValues("Cache-Control")));
        Assert.Equal(200_000, Assert.Single(server.Seen).Body.Length);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_the_clients_mistake()
    {
        await using var server = await StubServer.StartAsync();
        await using var edge = await TestEdge.StartAsync(server);
        using var known = edge.Request(HttpMethod.Post, "/x", new string('x', (1024 * 1024) + 1));
        using var chunked = edge.Request(HttpMethod.Post, "/x", new string('x', (1024 * 1024) + 1));
        chunked.Headers.TransferEncodingChunked = true;

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await edge.SendAsync(known)).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await edge.SendAsync(chunked)).Status);
        Assert.Equal(HttpStatusCode.OK, (await edge.PostAsync("/x", new string('x', 1024 * 1024))).Status);
    }
}
