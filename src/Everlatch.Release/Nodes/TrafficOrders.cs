using System.Collections.Immutable;
using Everlatch.Release.Nodes.Journal;
using Everlatch.Release.Nodes.Servers;

namespace Everlatch.Release.Nodes;

/// <summary>Which slot has how much of the traffic.</summary>
internal sealed class TrafficOrders(Node node, SlotServers servers)
{
    /// <summary>Lends traffic to slots that are ready, until they settle or nobody renews the turn.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="shares">Shares in per cent, 100 together. Slots that are not named have none.</param>
    /// <param name="ct">Cancels the waiting.</param>
    public async Task<NodeAnswer> LendAsync(long turn, IReadOnlyDictionary<string, int> shares, CancellationToken ct)
    {
        if (shares.Values.Sum(share => (long)share) != NodeState.WholeTraffic || shares.Values.Any(share => share < 0))
        {
            return Node.Refused(NodeRefusal.Malformed($"Shares are 0 or more and come to {NodeState.WholeTraffic}."));
        }

        var slots = node.State.Slots;
        foreach (var slot in shares.Where(share => share.Value > 0).Select(share => share.Key))
        {
            if (await WhyNotAsync(slots, slot, ct) is { } refused)
            {
                return refused;
            }
        }

        return await node.OrderAsync(
            turn,
            () => node.State.Slots == slots
                ? node.Do(new NodeEntry.Lent(shares.ToImmutableSortedDictionary(StringComparer.Ordinal)))
                : Node.Refused(NodeRefusal.TurnOver(turn, node.State.Turn)),
            ct);
    }

    /// <summary>Makes a slot that has all traffic the live one.</summary>
    public Task<NodeAnswer> SettleAsync(long turn, string slot, CancellationToken ct) => node.OrderAsync(
        turn,
        () => node.State.ShareOf(slot) == NodeState.WholeTraffic
            ? node.Do(new NodeEntry.Settled(slot))
            : Node.Refused(NodeRefusal.NotWhole(slot)),
        ct);

    /// <summary>Says that the slot before is no way back any more.</summary>
    public Task<NodeAnswer> PartAsync(long turn, string because, CancellationToken ct) =>
        node.OrderAsync(turn, () => node.Do(new NodeEntry.Parted(because)), ct);

    /// <summary>
    /// Gives the traffic back at once, whoever has the turn: what is lent, or else all of it to the slot before. The turn is the
    /// caller's then, so that nothing goes forward that he does not order.
    /// </summary>
    public async Task<NodeAnswer> GoBackAsync(string owner, string because, CancellationToken ct)
    {
        var seen = node.State;
        if (seen is { Lent: null, Previous: { } previous } && await WhyNotAsync(seen.Slots, previous, ct) is { } refused)
        {
            return refused;
        }

        return await node.RunAsync(
            () =>
            {
                if (node.State is { Lent: null, Previous: null })
                {
                    return Node.Refused(NodeRefusal.NothingBefore(node.State.PartedBecause));
                }

                node.GiveTurn(owner, "go back", mustGo: true);
                return node.Do(new NodeEntry.WentBack(because));
            },
            ct);
    }

    private async Task<NodeAnswer?> WhyNotAsync(
        ImmutableSortedDictionary<string, PlacedSlot> slots, string slot, CancellationToken ct)
    {
        if (slots.GetValueOrDefault(slot) is not { } placed)
        {
            return Node.Refused(NodeRefusal.UnknownSlot(slot));
        }

        return await servers.WhyNotReadyAsync(slot, placed, ct) is { Length: > 0 } because
            ? Node.Refused(NodeRefusal.NotReady(slot, because))
            : null;
    }
}
