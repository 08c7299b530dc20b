using CsCheck;
using Everlatch.Release.Nodes;
using Everlatch.Release.Nodes.Journal;

namespace Everlatch.Release.Tests.Nodes;

/// <summary>What is true after what happened.</summary>
public sealed class NodeStateTests
{
    private static readonly PlacedRelease Release = new("1.0.0", new string('1', 64), "/srv/one");

    private static readonly NodeState Empty = new();

    private static readonly NodeEntry[] Words =
    [
        new NodeEntry.WentBack("a"), new NodeEntry.TurnEnded(1, "b"), new NodeEntry.Settled("green"),
        new NodeEntry.Settled("blue"), new NodeEntry.Parted("c"), new NodeEntry.TurnTaken(2, "d", "e"),
    ];

    [Fact]
    public void What_is_lent_goes_back_to_the_live_slot()
    {
        var state = Settled("blue").After(Lent(("blue", 50), ("green", 50)));
        Assert.Equal((50, 50), (state.ShareOf("blue"), state.ShareOf("green")));

        state = state.After(new NodeEntry.WentBack("it erred"));
        Assert.Equal((100, 0, "blue"), (state.ShareOf("blue"), state.ShareOf("green"), state.Live));
    }

    [Fact]
    public void What_has_settled_goes_back_to_the_slot_before_and_forward_again()
    {
        var state = Settled("blue").After(Lent(("green", 100))).After(new NodeEntry.Settled("green"));
        Assert.Equal(("green", "blue"), (state.Live, state.Previous));

        state = state.After(new NodeEntry.WentBack("it erred"));
        Assert.Equal(("blue", "green", 100), (state.Live, state.Previous, state.ShareOf("blue")));
        Assert.Equal("green", state.After(new NodeEntry.WentBack("it did not")).Live);
    }

    [Fact]
    public void Nobody_goes_back_to_a_slot_that_runs_something_else()
    {
        var state = Settled("blue").After(Lent(("green", 100))).After(new NodeEntry.Settled("green"));
        Assert.Null(state.After(new NodeEntry.Removed("blue")).Previous);
        Assert.Null(state.After(new NodeEntry.Placed("blue", Release, 1)).Previous);
        Assert.Equal("it needs what is gone", state.After(new NodeEntry.Parted("it needs what is gone")).PartedBecause);
    }

    [Fact]
    public void After_the_first_release_the_shares_always_come_to_everything() => Gen.OneOf(
            Gen.Int[0, Words.Length - 1].Select(at => Words[at]),
            Gen.Int[0, 100].Select(share => (NodeEntry)Lent(("blue", 100 - share), ("green", share))))
        .List[0, 30].Sample(entries =>
        {
            var state = Settled("blue");
            foreach (var entry in entries)
            {
                // As the node does: there is nothing to go back to without one of the two.
                state = entry is NodeEntry.WentBack && state is { Lent: null, Previous: null } ? state : state.After(entry);
                Assert.Equal(100, state.ShareOf("blue") + state.ShareOf("green"));
                Assert.NotNull(state.Live);
            }
        });

    [Fact]
    public void What_sums_a_state_up_comes_to_it() => Gen.OneOf(
            Gen.Int[0, Words.Length - 1].Select(at => Words[at]),
            Gen.Int[0, 100].Select(share => (NodeEntry)Lent(("blue", 100 - share), ("green", share))),
            Gen.Int[0, 9].Select(key => (NodeEntry)new NodeEntry.StepDone("lint", $"{key}", key != 3, "found", key)))
        .List[0, 40].Sample(entries =>
        {
            var state = new NodeState();
            foreach (var entry in entries)
            {
                state = entry is NodeEntry.WentBack && state is { Lent: null, Previous: null } ? state : state.After(entry);
            }

            Same(state, SumUp.Of(state).Aggregate(new NodeState(), (sum, entry) => sum.After(entry)));
        });

    [Fact]
    public void The_evidence_of_the_newest_steps_is_kept()
    {
        var state = new NodeState();
        for (var step = 0; step <= NodeState.MostSteps; step++)
        {
            state = state.After(new NodeEntry.StepDone("lint", $"{step}", true, "nothing", step));
        }

        Assert.Null(state.StepOf("0"));
        Assert.Equal(1, state.StepOf("1")!.TookSeconds);
        Assert.Equal(NodeState.MostSteps, state.Steps.Count);
    }

    /// <summary>Fails unless the same is true.</summary>
    internal static void Same(NodeState expected, NodeState found)
    {
        Assert.Equal(expected.Slots, found.Slots);
        Assert.Equal(expected.Lent, found.Lent);
        Assert.Equal(expected.Steps, found.Steps);
        Assert.Equal(expected.Took.OrderBy(took => took.Key), found.Took.OrderBy(took => took.Key));
        Assert.Equal(Bare(expected), Bare(found));
    }

    private static NodeState Bare(NodeState state) =>
        state with { Slots = Empty.Slots, Lent = null, Steps = Empty.Steps, Took = Empty.Took };

    private static NodeState Settled(string slot) => new NodeState()
        .After(new NodeEntry.Placed("blue", Release, 1))
        .After(new NodeEntry.Placed("green", Release, 1))
        .After(Lent((slot, 100)))
        .After(new NodeEntry.Settled(slot));

    private static NodeEntry.Lent Lent(params (string Slot, int Share)[] shares) =>
        new(shares.ToDictionary(share => share.Slot, share => share.Share));
}
