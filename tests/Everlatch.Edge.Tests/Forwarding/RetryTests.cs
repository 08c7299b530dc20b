using System.Net;
using Microsoft.AspNetCore.Http;

namespace Everlatch.Edge.Tests.Forwarding;

/// <summary>A request goes to another server as long as nothing can happen twice, and never longer.</summary>
public sealed class RetryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    public async Task A_request_without_effect_whose_answer_was_lost_is_sent_to_another_server(string method)
    {
        await using var dying = await StubServer.StartAsync(StubServer.ResetAsync);
        await using var well = await StubServer.StartAsync();
        await using var edge = await TestEdge.StartAsync(dying, well);
        for (var n = 0; n < 10; n++)
        {
            Assert.Equal(HttpStatusCode.OK, (await edge.SendAsync(edge.Request(new HttpMethod(method), "/signin"))).Status);
        }

        Assert.NotEmpty(dying.Seen);
        Assert.Equal(10, well.Seen.Count);
    }

    [Theory]
    [InlineData("POST", "a=1")]
    [InlineData("POST", null)]
    [InlineData("PUT", "a=1")]
    [InlineData("DELETE", null)]
    public async Task A_request_that_may_have_had_its_effect_is_sent_once(string method, string? body)
    {
        // On a kept connection first: that is where a client may think that the request never arrived.
        await using var dying = await StubServer.StartAsync();
        await using var edge = await TestEdge.StartAsync(dying);
        Assert.Equal(HttpStatusCode.OK, (await edge.GetAsync("/warm")).Status);
        dying.Answer = StubServer.ResetAsync;

        var (status, text, answer) = await edge.SendAsync(edge.Request(new HttpMethod(method), "/api/v1/x", body));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Contains("EL1906", text, StringComparison.Ordinal);
        Assert.Single(dying.Seen, seen => seen.Method == method);
    }

    [Fact]
    public async Task A_request_that_was_never_sent_goes_to_another_server_with_its_body()
    {
        await using var gone = await StubServer.StartAsync();
        await using var well = await StubServer.StartAsync();
        await using var edge = await TestEdge.StartAsync(
            [("Everlatch:Edge:ProbeMilliseconds", "60000")], TestEdge.SlotsOf(("blue", 100, [gone, well])));
        await gone.StopAsync();
        for (var n = 0; n < 10; n++)
        {
            Assert.Equal(HttpStatusCode.OK, (await edge.PostAsync("/oauth2/token", $"n={n}")).Status);
        }

        Assert.Equal(Enumerable.Range(0, 10).Select(n => $"n={n}"), well.Seen.Select(seen => seen.Text));
        Assert.Empty(gone.Seen);
    }

    [Fact]
    public async Task A_request_that_a_server_did_not_begin_goes_to_another_one()
    {
        await using var closed = await StubServer.StartAsync(StubServer.RefuseAsync);
        await using var well = await StubServer.StartAsync();
        await using var edge = await TestEdge.StartAsync(closed, well);
        for (var n = 0; n < 20; n++)
        {
            var (status, text, answer) = await edge.PostAsync("/oauth2/token", $"n={n}");
            Assert.Equal((HttpStatusCode.OK, "hello"), (status, text));
            Assert.False(answer.Headers.Contains("Everlatch-Not-Begun"));
        }

        Assert.NotEmpty(closed.Seen);
        Assert.Equal(20, well.Seen.Count);
    }

    [Fact]
    public async Task A_503_that_does_not_say_so_is_the_answer()
    {
        await using var server = await StubServer.StartAsync(context =>
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return context.Response.WriteAsync("the database is away");
        });
        await using var well = await StubServer.StartAsync();
        await using var edge = await TestEdge.StartAsync(server);
        Assert.Equal("the database is away", (await edge.PostAsync("/signup", "a=1")).Body);
        Assert.Equal("the database is away", (await edge.GetAsync("/signin")).Body);
        Assert.Equal(2, server.Seen.Count);
    }

    [Fact]
    public async Task A_body_that_was_too_large_to_keep_is_not_sent_again()
    {
        await using var closed = await StubServer.StartAsync(StubServer.RefuseAsync);
        await using var edge = await TestEdge.StartAsync(
            [("Everlatch:Edge:KeptBodyBytes", "16")], TestEdge.SlotsOf(("blue", 100, [closed])));

        var (status, text, answer) = await edge.PostAsync("/api/v1/x", new string('a', 17));

        // The server's own words, without what is between the two of them.
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not ready"), (status, text));
        Assert.False(answer.Headers.Contains("Everlatch-Not-Begun"));
    }

    [Fact]
    public async Task A_slow_answer_is_given_up_as_a_fault_and_asked_for_once()
    {
        await using var slow = await StubServer.StartAsync(
            context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));
        await using var edge = await TestEdge.StartAsync(
            [("Everlatch:Edge:AnswerSeconds", "1")], TestEdge.SlotsOf(("blue", 100, [slow])));

        var (status, text, _) = await edge.GetAsync("/signin");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("EL1906", text, StringComparison.Ordinal);
        Assert.Single(slow.Seen);
    }

    [Fact]
    public async Task Without_any_server_it_says_so_in_the_words_of_the_protocol()
    {
        await using var server = await StubServer.StartAsync();
        await using var edge = await TestEdge.StartAsync(server);
        Assert.Equal(HttpStatusCode.OK, (await edge.PostAsync("/oauth2/token", "a=1")).Status);
        await server.StopAsync();

        var (status, text, answer) = await edge.PostAsync("/oauth2/token", "a=1");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("\"temporarily_unavailable\"", text, StringComparison.Ordinal);
        Assert.NotNull(answer.Headers.RetryAfter);

        (status, text, answer) = await edge.GetAsync("/signin");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("EL1904", text, StringComparison.Ordinal);
        Assert.NotNull(answer.Headers.RetryAfter);

        await server.StartAsync();
        await TestEdge.UntilAsync(async () => (await edge.GetAsync("/signin")).Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_does_not_look_whole()
    {
        var begun = new TaskCompletionSource();
        await using var dying = await StubServer.StartAsync(async context =>
        {
            context.Response.ContentLength = 100;
            await context.Response.WriteAsync("half", Ct);
            await context.Response.Body.FlushAsync(Ct);
            await begun.Task;
            context.Abort();
        });
        await using var edge = await TestEdge.StartAsync(dying);
        using var http = new HttpClient();
        using var request = edge.Request(HttpMethod.Get, "/signin");

        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        begun.SetResult();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => answer.Content.ReadAsStringAsync(Ct));
        Assert.Single(dying.Seen);
    }
}
