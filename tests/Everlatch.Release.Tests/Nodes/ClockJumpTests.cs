using Everlatch.Release.Canary.Figures;
using Everlatch.Release.Nodes;
using Everlatch.Release.Nodes.Journal;
using Everlatch.Release.Nodes.Watching;
using Everlatch.Testing;

namespace Everlatch.Release.Tests.Nodes;

/// <summary>A wall clock that is turned ends no lease, makes none last, and makes no canary older or younger.</summary>
public sealed class ClockJumpTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("everlatch-clock-").FullName;
    private readonly JumpingClock clock = new();

    public static TheoryData<int> Jumps => [-86_400, -3_600, 3_600, 86_400];

    [Theory]
    [MemberData(nameof(Jumps))]
    public async Task A_turn_ends_when_nobody_renews_it_and_not_before(int seconds)
    {
        using var journal = NodeJournal.Open(folder, 1024, clock);
        var options = new NodeOptions { SlotsFile = Path.Combine(folder, "slots.json"), LeaseSeconds = 10 };
        using var node = new Node(journal, new SlotsFile(options), options, clock);
        await new Turns(node).TakeAsync("me", "deploy", TestContext.Current.CancellationToken);

        clock.Advance(TimeSpan.FromSeconds(9));
        clock.Jump = TimeSpan.FromSeconds(seconds);
        node.KeepLease();
        Assert.Equal("me", node.State.Owner);

        clock.Advance(TimeSpan.FromSeconds(2));
        node.KeepLease();
        Assert.Null(node.State.Owner);
    }

    [Theory]
    [MemberData(nameof(Jumps))]
    public async Task A_canary_is_as_old_as_it_is(int seconds)
    {
        await using var watch = new CanaryWatch(new NodeState(), new CanarySlots("green", "baseline", "blue"), null, clock);
        clock.Advance(TimeSpan.FromSeconds(3));
        clock.Jump = TimeSpan.FromSeconds(seconds);
        Assert.Equal(TimeSpan.FromSeconds(3), watch.Figures().Length);
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);
}
