using System.Net;
using Everlatch.Hosting;
using Microsoft.AspNetCore.Http;

namespace Everlatch.Edge.Tests.Slots;

/// <summary>Which slot and which server a request goes to.</summary>
public sealed class SlotTests
{
    [Fact]
    public async Task A_new_file_moves_the_traffic_and_requests_in_flight_finish()
    {
        var hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var blue = await StubServer.StartAsync(async context =>
        {
            await (context.Request.Path == "/slow" ? hold.Task : Task.CompletedTask);
            await context.Response.WriteAsync("blue");
        });
        await using var green = await StubServer.StartAsync(context => context.Response.WriteAsync("green"));
        await using var edge = await TestEdge.StartAsync([], TestEdge.SlotsOf(("blue", 100, [blue]), ("green", 0, [green])));
        var slow = edge.GetAsync("/slow");
        Assert.Equal("blue", (await edge.GetAsync("/")).Body);

        edge.WriteSlots(TestEdge.SlotsOf(("green", 100, [green])));
        await TestEdge.UntilAsync(async () => (await edge.GetAsync("/")).Body == "green");

        hold.SetResult();
        Assert.Equal("blue", (await slow).Body);
        await TestEdge.UntilAsync(() => Task.FromResult(edge.Events.Has(6103)));
    }

    [Fact]
    public async Task A_broken_file_changes_nothing_and_is_told_once()
    {
        await using var blue = await StubServer.StartAsync();
        await using var green = await StubServer.StartAsync(context => context.Response.WriteAsync("green"));
        await using var edge = await TestEdge.StartAsync(blue);

        edge.WriteSlots("""{"slots":[{"name":"green","servers":["nowhere"],"share":100}]}""");
        await TestEdge.UntilAsync(() => Task.FromResult(edge.Events.Has(6104)));
        Assert.Equal("hello", (await edge.GetAsync("/")).Body);

        edge.WriteSlots(TestEdge.SlotsOf(("green", 100, [green])));
        await TestEdge.UntilAsync(async () => (await edge.GetAsync("/")).Body == "green");
        Assert.Single(edge.Events.Entries, entry => entry.Id == 6104);
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"slots":[]}""")]
    public async Task An_edge_does_not_start_with_a_file_that_it_cannot_use(string file)
    {
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => TestEdge.StartAsync([], file));
        Assert.Equal("EL1901", refused.Id);
    }

    [Fact]
    public async Task A_server_gets_requests_only_while_it_is_ready()
    {
        await using var one = await StubServer.StartAsync();
        await using var other = await StubServer.StartAsync();
        await using var edge = await TestEdge.StartAsync(one, other);

        one.IsReady = false;
        await TestEdge.UntilAsync(() => Task.FromResult(edge.Events.Has(6102)));
        var before = one.Seen.Count;
        for (var n = 0; n < 20; n++)
        {
            Assert.Equal(HttpStatusCode.OK, (await edge.GetAsync("/")).Status);
        }

        Assert.Equal(before, one.Seen.Count);
        one.IsReady = true;
        await TestEdge.UntilAsync(async () =>
        {
            await edge.GetAsync("/");
            return one.Seen.Count > before;
        });
    }

    [Fact]
    public async Task The_server_with_the_fewest_requests_in_flight_gets_the_next()
    {
        var hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var busy = await StubServer.StartAsync(_ => hold.Task);
        await using var idle = await StubServer.StartAsync(_ => hold.Task);
        await using var edge = await TestEdge.StartAsync(busy, idle);
        var held = Enumerable.Range(0, 10).Select(_ => edge.GetAsync("/")).ToArray();
        await TestEdge.UntilAsync(() => Task.FromResult(busy.Seen.Count + idle.Seen.Count == 10));

        Assert.Equal((5, 5), (busy.Seen.Count, idle.Seen.Count));
        hold.SetResult();
        await Task.WhenAll(held);
    }

    [Fact]
    public async Task A_slot_without_traffic_gets_none_even_when_it_alone_is_ready()
    {
        await using var blue = await StubServer.StartAsync();
        await using var green = await StubServer.StartAsync();
        await using var edge = await TestEdge.StartAsync([], TestEdge.SlotsOf(("blue", 100, [blue]), ("green", 0, [green])));
        Assert.Equal(HttpStatusCode.OK, (await edge.GetAsync("/")).Status);
        await blue.StopAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await edge.GetAsync("/")).Status);
        Assert.Empty(green.Seen);

        edge.WriteSlots(TestEdge.SlotsOf(("blue", 99, [blue]), ("green", 1, [green])));
        await TestEdge.UntilAsync(async () => (await edge.GetAsync("/")).Status == HttpStatusCode.OK);
        Assert.NotEmpty(green.Seen);
    }
}
