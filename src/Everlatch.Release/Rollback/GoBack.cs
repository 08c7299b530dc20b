using Everlatch.Release.Nodes.Api;
using Everlatch.Release.Nodes.Client;
using Everlatch.Release.Pipeline.Policies;

namespace Everlatch.Release.Rollback;

/// <summary>
/// Gives the traffic back: one order to each node, all at once. Nothing is built, migrated or started, and no database is asked.
/// </summary>
internal sealed class GoBack(ReleasePolicy policy)
{
    /// <summary>Does it.</summary>
    public async Task<IReadOnlyList<NodeReturn>> RunAsync(
        IEnumerable<string> regions, string owner, string because, CancellationToken ct) => await Task.WhenAll(
        from region in regions from node in policy.Regions[region] select AtAsync(region, node, owner, because, ct));

    private static async Task<NodeReturn> AtAsync(string region, string node, string owner, string because, CancellationToken ct)
    {
        var begun = TimeProvider.System.GetTimestamp();
        using var client = NodeClient.At(region, node);
        try
        {
            await client.GoBackAsync(owner, because, ct);
            var took = TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
            var state = await client.StateAsync(ct);
            await client.EndTurnAsync(ct);
            return new NodeReturn(region, node, VersionOf(state, state.Live), VersionOf(state, Other(state)), took);
        }
        catch (NodeException e)
        {
            return new NodeReturn(
                region, node, null, null, TimeProvider.System.GetElapsedTime(begun).TotalSeconds, e.Id, e.Message);
        }
    }

    private static string? Other(NodeDocument state) =>
        state.Previous ?? state.Slots.FirstOrDefault(slot => slot.Name != state.Live)?.Name;

    private static string? VersionOf(NodeDocument state, string? slot) =>
        state.Slots.FirstOrDefault(each => each.Name == slot)?.Release.Version;
}
