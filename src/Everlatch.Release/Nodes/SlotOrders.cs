using Everlatch.Release.Nodes.Journal;
using Everlatch.Release.Nodes.Servers;

namespace Everlatch.Release.Nodes;

/// <summary>What runs in slots that have no traffic.</summary>
internal sealed class SlotOrders(Node node, SlotServers servers, ICheckRelease check)
{
    private const int MostServers = 64;

    /// <summary>Starts servers of a release; what ran in the slot stops. Returns before they are ready.</summary>
    public async Task<NodeAnswer> PlaceAsync(long turn, string slot, string folder, int count, CancellationToken ct)
    {
        if (!SlotName.IsOne(slot) || count is < 1 or > MostServers)
        {
            return Node.Refused(NodeRefusal.Malformed($"A slot is {SlotName.All}, and has 1 to {MostServers} servers."));
        }

        var (release, because) = await check.RunAsync(folder, ct);
        if (release is null)
        {
            return Node.Refused(NodeRefusal.Unverified(because!));
        }

        var placed = new PlacedSlot(release, count);
        if (node.State.Slots.GetValueOrDefault(slot) == placed)
        {
            return await node.OrderAsync(turn, () => node.Done, ct);
        }

        // The old servers end in their own time: nobody who takes traffic back waits for them.
        return await RemoveAsync(turn, slot, ct) is NodeAnswer.Refused refused
            ? refused
            : await node.OrderAsync(turn, () => Place(slot, placed), ct);
    }

    /// <summary>Stops a slot, and returns when its servers have ended.</summary>
    public async Task<NodeAnswer> RemoveAsync(long turn, string slot, CancellationToken ct)
    {
        var there = node.State.Slots.GetValueOrDefault(slot);
        var answer = await node.OrderAsync(turn, () => Remove(slot), ct);
        if (answer is NodeAnswer.Done && there is not null)
        {
            await servers.StopAsync(slot, there);
        }

        return answer;
    }

    // The edges forget it first: from then on nobody asks it anything.
    private NodeAnswer Remove(string slot)
    {
        if (node.State.ShareOf(slot) > 0 || node.State.Live == slot)
        {
            return Node.Refused(NodeRefusal.InUse(slot));
        }

        return node.State.Slots.ContainsKey(slot) ? node.Do(new NodeEntry.Removed(slot)) : node.Done;
    }

    private NodeAnswer Place(string slot, PlacedSlot placed)
    {
        if (node.State.Slots.ContainsKey(slot))
        {
            return Node.Refused(NodeRefusal.InUse(slot));
        }

        node.Do(new NodeEntry.Placed(slot, placed.Release, placed.Servers));
        servers.Keep(node.State.Slots);
        return node.Done;
    }
}
