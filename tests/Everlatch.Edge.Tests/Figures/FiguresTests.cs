using System.Net;
using System.Text.Json;
using Everlatch.Core.Figures;
using Microsoft.AspNetCore.Http;

namespace Everlatch.Edge.Tests.Figures;

/// <summary>What an edge tells the node of its machine of each slot.</summary>
public sealed class FiguresTests
{
    [Fact]
    public async Task Each_slot_is_counted_by_route_status_time_and_failing_host()
    {
        await using var blue = await StubServer.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Path.Value switch
            {
                "/oauth2/token" => 401,
                "/api/v1/users" => 404,
                "/signin" => 503,
                "/moved" => 303,
                "/forbidden" => 403,
                _ => 200,
            };
            return Task.CompletedTask;
        });
        await using var green = await StubServer.StartAsync();
        await using var edge = await TestEdge.StartAsync([], TestEdge.SlotsOf(("blue", 100, [blue]), ("green", 0, [green])));
        string[] paths = ["/oauth2/token", "/oauth2/jwks", "/api/v1/users", "/signin", "/signin", "/moved", "/forbidden"];
        foreach (var path in paths)
        {
            await edge.GetAsync(path);
        }

        var slots = (await ReadAsync(edge)).Slots;

        Assert.Equal(["blue", "green"], slots.Select(slot => slot.Slot));
        Assert.Equal(
            [
                ("tokens", new StatusCounts { Good = 1, Unauthorized = 1 }),
                ("pages", new StatusCounts { Redirected = 1, Refused = 1, Fault = 2 }),
                ("admin", new StatusCounts { NotFound = 1 }),
            ],
            slots[0].Routes.Select(route => (route.Class, route.Status)));
        Assert.All(slots[0].Routes, route => Assert.True(Assert.Single(route.Parts).MilliOctaves > 0));
        Assert.Equal([2, 4, 1], slots[0].Routes.Select(route => route.Latency.Sum(bucket => bucket.Count)));
        Assert.Equal(
            new HostFailures
            {
                Host = TestEdge.Host, Unauthorized = 1, NotFound = 1, Refused = 1, Fault = 2, RefusalsOfOne = 3, FaultsOfOne = 2,
            },
            Assert.Single(slots[0].Hosts));
        Assert.All(slots[1].Routes, route => Assert.Equal(default, route.Status));
        Assert.Empty(slots[1].Hosts);
    }

    [Fact]
    public async Task Counts_go_on_when_the_slots_file_changes_and_begin_anew_with_a_slot_that_was_away()
    {
        await using var blue = await StubServer.StartAsync();
        await using var green = await StubServer.StartAsync();
        await using var edge = await TestEdge.StartAsync(blue);
        await edge.GetAsync("/signin");
        var before = (await ReadAsync(edge)).Slots[0];

        edge.WriteSlots(TestEdge.SlotsOf(("blue", 0, [blue]), ("green", 100, [green])));
        await TestEdge.UntilAsync(async () => (await ReadAsync(edge)).Slots.Count == 2);
        var stayed = (await ReadAsync(edge)).Slots[0];
        Assert.Equal((before.Start, 1), (stayed.Start, stayed.Routes[1].Status.Good));

        edge.WriteSlots(TestEdge.SlotsOf(("green", 100, [green])));
        await TestEdge.UntilAsync(async () => (await ReadAsync(edge)).Slots.Count == 1);
        edge.WriteSlots(TestEdge.SlotsOf(("blue", 0, [blue]), ("green", 100, [green])));
        await TestEdge.UntilAsync(async () => (await ReadAsync(edge)).Slots.Count == 2);
        var anew = (await ReadAsync(edge)).Slots[0];
        Assert.NotEqual(before.Start, anew.Start);
        Assert.Equal(0, anew.Routes[1].Status.Good);
    }

    [Fact]
    public async Task Nobody_else_finds_anything_there()
    {
        await using var server = await StubServer.StartAsync();
        await using var edge = await TestEdge.StartAsync(server);

        // By a customer's host it is a path like any other.
        Assert.Equal("hello", (await edge.GetAsync("/figures")).Body);
        using var forwarded = edge.Request(HttpMethod.Get, "/figures", host: "localhost");
        forwarded.Headers.Add("X-Forwarded-For", "192.0.2.1");
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await edge.SendAsync(forwarded)).Status);
        using var post = edge.Request(HttpMethod.Post, "/figures", "", "localhost");
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await edge.SendAsync(post)).Status);

        await ReadAsync(edge);
    }

    [Fact]
    public async Task Where_metrics_have_a_token_figures_have_it_too()
    {
        await using var server = await StubServer.StartAsync();
        await using var edge = await TestEdge.StartAsync(
            [("Everlatch:Telemetry:MetricsToken", "open sesame")], TestEdge.SlotsOf(("blue", 100, [server])));

        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await edge.GetAsync("/figures", "localhost")).Status);
        using var told = edge.Request(HttpMethod.Get, "/figures");
        told.Headers.Authorization = new("Bearer", "open sesame");
        Assert.Equal("blue", Parse((await edge.SendAsync(told)).Body).Slots[0].Slot);
    }

    private static async Task<EdgeFigures> ReadAsync(TestEdge edge) => Parse((await edge.GetAsync("/figures", "localhost")).Body);

    private static EdgeFigures Parse(string body) => JsonSerializer.Deserialize(body, FiguresJson.Default.EdgeFigures)!;
}
