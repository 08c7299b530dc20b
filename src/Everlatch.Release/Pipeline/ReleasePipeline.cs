using Everlatch.Release.Builds;
using Everlatch.Release.Nodes.Api;
using Everlatch.Release.Nodes.Client;
using Everlatch.Release.Pipeline.Policies;
using Everlatch.Release.Pipeline.Reports;
using Everlatch.Release.Rollback;

namespace Everlatch.Release.Pipeline;

/// <summary>What a controller can do. It keeps nothing: each call asks nodes and databases what is true.</summary>
public sealed class ReleasePipeline(ReleasePolicy policy, IRegionDatabases databases, TimeProvider clock)
{
    /// <summary>What a deploy would do now.</summary>
    /// <exception cref="NodeException">A node does not answer.</exception>
    public Task<IReadOnlyList<StepPlan>> PlanAsync(ReleaseFolder release, CancellationToken ct) => Run(release).PlanAsync(ct);

    /// <summary>Leads a release to traffic, wave by wave.</summary>
    /// <param name="release">The release.</param>
    /// <param name="owner">Who, for whoever has to wait.</param>
    /// <param name="progress">Is told what happens.</param>
    /// <param name="ct">Stops it: what has not settled goes back.</param>
    public Task<RunReport> DeployAsync(ReleaseFolder release, string owner, IReleaseProgress progress, CancellationToken ct) =>
        Run(release).DeployAsync(owner, progress, ct);

    /// <summary>Runs a release's contract steps where it is live and has settled: after that nobody goes back further.</summary>
    /// <param name="release">The release.</param>
    /// <param name="owner">Who, for whoever has to wait.</param>
    /// <param name="progress">Is told what happens.</param>
    /// <param name="ct">Stops it.</param>
    public Task<RunReport> ContractAsync(ReleaseFolder release, string owner, IReleaseProgress progress, CancellationToken ct) =>
        Run(release).ContractAsync(owner, progress, ct);

    /// <summary>Gives the traffic back to the release before, in all regions at once, whoever has the turn.</summary>
    /// <param name="regions">The regions; null for all of the policy.</param>
    /// <param name="owner">Who.</param>
    /// <param name="because">Why: it stays in the nodes' journals.</param>
    /// <param name="ct">Cancels.</param>
    public Task<IReadOnlyList<NodeReturn>> GoBackAsync(
        IReadOnlyCollection<string>? regions, string owner, string because, CancellationToken ct) =>
        new GoBack(policy).RunAsync(regions ?? [.. policy.Ordered], owner, because, ct);

    /// <summary>What every node says; the exception of one that does not answer.</summary>
    public async Task<IReadOnlyList<(string Region, string Node, NodeDocument? State, NodeException? Trouble)>> StatusAsync(
        CancellationToken ct) => await Task.WhenAll(
        from region in policy.Ordered from node in policy.Regions[region] select AskAsync(region, node, ct));

    /// <summary>What every node says of its traffic, and its judge of the release that has some of it.</summary>
    public async Task<IReadOnlyList<NodeGlance>> GlanceAsync(CancellationToken ct) => await Task.WhenAll(
        from region in policy.Ordered from node in policy.Regions[region] select GlanceAsync(region, node, ct));

    private static async Task<NodeGlance> GlanceAsync(string region, string node, CancellationToken ct)
    {
        using var client = NodeClient.At(region, node);
        try
        {
            return new NodeGlance(region, await client.StateAsync(ct), await client.CanaryAsync(ct));
        }
        catch (NodeException)
        {
            return new NodeGlance(region, null, null);
        }
    }

    private static async Task<(string Region, string Node, NodeDocument? State, NodeException? Trouble)> AskAsync(
        string region, string node, CancellationToken ct)
    {
        using var client = NodeClient.At(region, node);
        try
        {
            return (region, node, await client.StateAsync(ct), null);
        }
        catch (NodeException e)
        {
            return (region, node, null, e);
        }
    }

    private RunRelease Run(ReleaseFolder release) => new(
        release, policy, databases, policy.Judge == CanaryJudge.Health ? new WatchHealth() : new WatchJudge(), clock);
}
