using Everlatch.Release.Nodes.Servers;

namespace Everlatch.Release.Nodes.Api;

/// <summary>Asks every server of a node, and says what is true of all of it.</summary>
internal sealed class DescribeNode(Node node, SlotServers servers, NodeOptions options)
{
    /// <summary>What is true now.</summary>
    public async Task<NodeDocument> RunAsync(CancellationToken ct)
    {
        var state = node.State;
        return new NodeDocument
        {
            Region = options.Region,
            Turn = state.Turn,
            Owner = state.Owner,
            Purpose = state.Purpose,
            Live = state.Live,
            Previous = state.Previous,
            PartedBecause = state.PartedBecause,
            Lent = state.Lent is not null,
            LeaseSeconds = options.LeaseSeconds,
            Took = state.Took,
            Slots = await Task.WhenAll(state.Slots.Select(slot => SlotAsync(state, slot.Key, slot.Value, ct))),
        };
    }

    private async Task<SlotDocument> SlotAsync(NodeState state, string name, PlacedSlot placed, CancellationToken ct) => new()
    {
        Name = name,
        Share = state.ShareOf(name),
        Release = placed.Release,
        Servers = await Task.WhenAll(servers.PlacesOf(name, placed).Select(place => ServerAsync(place, ct))),
    };

    private async Task<ServerDocument> ServerAsync(ServerPlace place, CancellationToken ct)
    {
        var (ready, said, published) = (
            AskServer.ReadinessAsync(place, ct), AskServer.ReportAsync(place, ct), AskServer.KeysAsync(place, ct));
        var (readiness, report, keys) = (await ready, await said, await published);
        var process = servers.Of(place);
        return new ServerDocument
        {
            Name = place.Name,
            Address = place.Address,
            Process = process?.Process?.Id,
            Ready = readiness.IsReady,
            Because = readiness.IsReady ? null : readiness.Because,
            Release = report?.Release,
            Contract = report?.Contract,
            Build = report?.Build,
            Keys = keys,
            Exits = process?.Exits ?? 0,
        };
    }
}
