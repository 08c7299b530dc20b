using System.Net;

namespace Everlatch.Edge.Tests.Forwarding;

/// <summary>Under a flood of the management API tokens go on.</summary>
public sealed class OverloadTests
{
    [Fact]
    public async Task Tokens_go_on_while_the_management_api_is_flooded()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await StubServer.StartAsync(context =>
            context.Request.Path.StartsWithSegments("/api") ? release.Task : Task.CompletedTask);
        await using var edge = await TestEdge.StartAsync(
            [
                ("Everlatch:Edge:Concurrency", "8"),
                ("Everlatch:Edge:QueueLimit", "8"),
                ("Everlatch:Edge:QueueMilliseconds", "60000"),
            ],
            TestEdge.SlotsOf(("blue", 100, [server])));

        // Half of the slot works on them, the queue is full of them, and the rest is shed at once.
        var flood = Enumerable.Range(0, 30).Select(_ => edge.GetAsync("/api/v1/environments")).ToList();
        for (var shed = 0; shed < 30 - 4 - 8; shed++)
        {
            var first = await Task.WhenAny(flood);
            flood.Remove(first);
            var (status, body, answer) = await first;
            Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
            Assert.Contains("EL1905", body, StringComparison.Ordinal);
            Assert.NotNull(answer.Headers.RetryAfter);
        }

        foreach (var path in new[] { "/oauth2/token", "/oauth2/jwks", "/.well-known/openid-configuration", "/signin" })
        {
            for (var n = 0; n < 5; n++)
            {
                Assert.Equal(HttpStatusCode.OK, (await edge.GetAsync(path)).Status);
            }
        }

        Assert.Equal(12, flood.Count(request => !request.IsCompleted));
        release.SetResult();
        Assert.All(await Task.WhenAll(flood), answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
    }
}
