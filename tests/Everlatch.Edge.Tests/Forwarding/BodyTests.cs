using System.Net;
using System.Net.Http.Headers;

namespace Everlatch.Edge.Tests.Forwarding;

/// <summary>How the body of a request gets to a server.</summary>
public sealed class BodyTests
{
    [Fact]
    public async Task A_kept_body_arrives_together_with_its_headers()
    {
        await using var server = new WireServer();
        await using var edge = await TestEdge.StartAsync(
            [], $$"""{"slots":[{"name":"blue","servers":["{{server.Address}}"],"share":100}]}""");
        for (var n = 0; n < 20; n++)
        {
            Assert.Equal(HttpStatusCode.OK, (await edge.PostAsync("/oauth2/token", $"grant=n{n}")).Status);
        }

        // In two pieces the server would begin twice, and not always find both there when it looks.
        Assert.Equal(20, server.Firsts.Count);
        Assert.All(
            server.Firsts.Index(),
            first => Assert.EndsWith($"\r\n\r\ngrant=n{first.Index}", first.Item, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("65536")]
    [InlineData("0")]
    public async Task A_body_keeps_the_headers_that_describe_it_kept_or_streamed(string keptBytes)
    {
        await using var server = await StubServer.StartAsync();
        await using var edge = await TestEdge.StartAsync(
            [("Everlatch:Edge:KeptBodyBytes", keptBytes)], TestEdge.SlotsOf(("blue", 100, [server])));
        var request = edge.Request(HttpMethod.Post, "/api/v1/x", "grüße");
        request.Content!.Headers.ContentType = new MediaTypeHeaderValue("text/x-own", "utf-8");
        request.Content.Headers.ContentLanguage.Add("de");
        request.Content.Headers.ContentLanguage.Add("en");
        request.Content.Headers.TryAddWithoutValidation("Content-MD5", "no checksum");

        Assert.Equal(HttpStatusCode.OK, (await edge.SendAsync(request)).Status);

        var seen = Assert.Single(server.Seen);
        Assert.Equal("grüße", seen.Text);
        Assert.Equal("text/x-own; charset=utf-8", seen.Headers["Content-Type"]);
        Assert.Equal("de, en", seen.Headers["Content-Language"]);
        Assert.Equal("no checksum", seen.Headers["Content-MD5"]);
        Assert.Equal("7", seen.Headers["Content-Length"]);
    }
}
