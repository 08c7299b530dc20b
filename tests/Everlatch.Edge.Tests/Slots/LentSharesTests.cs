using Everlatch.Edge.Slots;
using Everlatch.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Everlatch.Edge.Tests.Slots;

/// <summary>A share that is lent goes back by itself.</summary>
public sealed class LentSharesTests
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public void It_holds_as_long_as_somebody_renews_it()
    {
        var lent = new LentShares(clock);
        Assert.Equal([100, 0], Shares(lent, beat: null));
        for (var beat = 1; beat < 20; beat++)
        {
            Assert.Equal([75, 25], Shares(lent, beat));
            clock.Advance(TimeSpan.FromSeconds(9));
        }

        Assert.Equal([75, 25], Shares(lent, beat: 19));
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal([100, 0], Shares(lent, beat: 19));
        Assert.True(lent.IsOver);
        Assert.Equal([75, 25], Shares(lent, beat: 20));
        Assert.False(lent.IsOver);
    }

    [Fact]
    public void What_an_edge_finds_as_it_starts_holds_once_it_is_seen_renewed()
    {
        var lent = new LentShares(clock);
        Assert.Equal([100, 0], Shares(lent, beat: 41));
        Assert.Equal([100, 0], Shares(lent, beat: 41));
        Assert.Equal([75, 25], Shares(lent, beat: 42));
    }

    [Fact]
    public void Settled_shares_hold_for_ever()
    {
        var lent = new LentShares(clock);
        Assert.Equal([100, 0], Shares(lent, beat: null));
        clock.Advance(TimeSpan.FromDays(365));
        Assert.Equal([100, 0], Shares(lent, beat: null));
        Assert.False(lent.IsOver);
    }

    [Theory]
    [InlineData(-86_400)]
    [InlineData(86_400)]
    public void A_wall_clock_that_is_turned_changes_nothing(int seconds)
    {
        var jumping = new JumpingClock();
        var lent = new LentShares(jumping);
        Assert.Equal([100, 0], Shares(lent, beat: null));
        Assert.Equal([75, 25], Shares(lent, beat: 1));
        jumping.Jump = TimeSpan.FromSeconds(seconds);
        Assert.Equal([75, 25], Shares(lent, beat: 1));
        jumping.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal([100, 0], Shares(lent, beat: 1));
    }

    [Fact]
    public async Task An_edge_takes_back_what_nobody_renews()
    {
        await using var blue = await StubServer.StartAsync(context => context.Response.WriteAsync("blue"));
        await using var green = await StubServer.StartAsync(context => context.Response.WriteAsync("green"));
        await using var edge = await TestEdge.StartAsync([], TestEdge.SlotsOf(("blue", 100, [blue]), ("green", 0, [green])));

        edge.WriteSlots(Lent(blue, green, beat: 1));
        await TestEdge.UntilAsync(async () => (await edge.GetAsync("/")).Body == "green");
        await TestEdge.UntilAsync(async () => (await edge.GetAsync("/")).Body == "blue");
        Assert.True(edge.Events.Has(6105));

        edge.WriteSlots(Lent(blue, green, beat: 2));
        await TestEdge.UntilAsync(async () => (await edge.GetAsync("/")).Body == "green");
    }

    [Fact]
    public async Task An_edge_that_starts_waits_until_it_sees_it_renewed()
    {
        await using var blue = await StubServer.StartAsync(context => context.Response.WriteAsync("blue"));
        await using var green = await StubServer.StartAsync(context => context.Response.WriteAsync("green"));
        await using var edge = await TestEdge.StartAsync([], Lent(blue, green, beat: 1));
        Assert.Equal("blue", (await edge.GetAsync("/")).Body);

        edge.WriteSlots(Lent(blue, green, beat: 2));
        await TestEdge.UntilAsync(async () => (await edge.GetAsync("/")).Body == "green");
    }

    private static string Lent(StubServer blue, StubServer green, int beat) =>
        TestEdge.SlotsOf(("blue", 0, [blue]), ("green", 100, [green]))[..^1]
            + $",\"lease\":{{\"beat\":{beat},\"seconds\":1,\"otherwise\":{{\"blue\":100}}}}}}";

    private static IEnumerable<int> Shares(LentShares lent, long? beat)
    {
        IReadOnlyList<SlotPlan> otherwise = [new("blue", [], 100), new("green", [], 0)];
        IReadOnlyList<SlotPlan> shifted = [new("blue", [], 75), new("green", [], 25)];
        return lent.Of(beat is { } number
            ? new SlotsFile(shifted, new SlotsFile.Lent(number, TimeSpan.FromSeconds(10), otherwise))
            : new SlotsFile(otherwise, null)).Select(slot => slot.Share);
    }
}
