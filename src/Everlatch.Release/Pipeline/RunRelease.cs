using Everlatch.Release.Builds;
using Everlatch.Release.Nodes.Client;
using Everlatch.Release.Pipeline.Policies;
using Everlatch.Release.Pipeline.Reports;
using Everlatch.Release.Pipeline.Steps;

namespace Everlatch.Release.Pipeline;

/// <summary>Leads a release through the regions of a policy, wave by wave.</summary>
internal sealed class RunRelease(
    ReleaseFolder release, ReleasePolicy policy, IRegionDatabases databases, IWatchCanary watch, TimeProvider clock)
{
    /// <summary>Leads it to traffic.</summary>
    /// <param name="owner">Who, for whoever has to wait.</param>
    /// <param name="progress">Is told what happens.</param>
    /// <param name="ct">Stops it: what has not settled goes back.</param>
    public Task<RunReport> DeployAsync(string owner, IReleaseProgress progress, CancellationToken ct) =>
        RunAsync(RegionSteps.Of(policy, watch), owner, progress, ct);

    /// <summary>Runs the release's contract steps where it has settled, wave by wave.</summary>
    /// <param name="owner">Who, for whoever has to wait.</param>
    /// <param name="progress">Is told what happens.</param>
    /// <param name="ct">Stops it.</param>
    public Task<RunReport> ContractAsync(string owner, IReleaseProgress progress, CancellationToken ct) =>
        RunAsync(RegionSteps.Contract, owner, progress, ct);

    /// <summary>What a run would do now.</summary>
    /// <exception cref="NodeException">A node does not answer.</exception>
    public async Task<IReadOnlyList<StepPlan>> PlanAsync(CancellationToken ct)
    {
        var regions = await Task.WhenAll(policy.Ordered.Select(region => PlanAsync(region, ct)));
        return [.. regions.SelectMany(steps => steps)];
    }

    // The turn of every region first: another controller does nothing anywhere meanwhile.
    private async Task<RunReport> RunAsync(
        IReadOnlyList<Step> steps, string owner, IReleaseProgress progress, CancellationToken ct)
    {
        var regions = policy.Ordered.ToDictionary(region => region, region => Region(region, steps, owner, progress));
        List<RegionReport> reports;
        try
        {
            reports = await TakeTurnsAsync(regions, ct) ?? await WavesAsync(regions, ct);
        }
        finally
        {
            foreach (var region in regions.Values)
            {
                await region.DisposeAsync();
            }
        }

        if (policy.GoBack == GoBackIn.All && reports.FirstOrDefault(IsBad) is { } bad)
        {
            var because = $"{bad.Region}: {bad.Steps[^1].Said}";
            reports = [.. await Task.WhenAll(reports.Select(report => GoBackAsync(report, owner, because)))];
        }

        var begun = reports.Select(report => report.Region).ToHashSet(StringComparer.Ordinal);
        reports.AddRange(policy.Ordered.Where(region => !begun.Contains(region))
            .Select(region => new RegionReport(region, RegionOutcome.NotBegun, [])));
        return new RunReport(release.Manifest.Version, release.Digest, reports);
    }

    // Null when the waves can begin. A region that does not answer is the policy's business.
    private async Task<List<RegionReport>?> TakeTurnsAsync(Dictionary<string, RunRegion> regions, CancellationToken ct)
    {
        foreach (var name in policy.Ordered)
        {
            var trouble = await regions[name].TakeTurnAsync(ct);
            if (trouble is not (null or StepOutcome.Unreachable)
                || (trouble is StepOutcome.Unreachable && policy.Unreachable == WhenUnreachable.Stop))
            {
                return [await regions[name].RunAsync(ct)];
            }
        }

        return null;
    }

    private async Task<List<RegionReport>> WavesAsync(Dictionary<string, RunRegion> regions, CancellationToken ct)
    {
        var reports = new List<RegionReport>();
        foreach (var wave in policy.Waves)
        {
            reports.AddRange(await Task.WhenAll(wave.Select(region => regions[region].RunAsync(ct))));
            if (!GoesOn(reports))
            {
                break;
            }
        }

        return reports;
    }

    private static bool IsBad(RegionReport report) => report.Outcome is RegionOutcome.Refused or RegionOutcome.Failed;

    private bool GoesOn(List<RegionReport> reports) => reports.All(report =>
        report.Outcome == RegionOutcome.Settled
        || (report.Outcome == RegionOutcome.Paused && policy.Unreachable == WhenUnreachable.GoOn));

    private RunRegion Region(string region, IReadOnlyList<Step> steps, string owner, IReleaseProgress progress) => new(
        new RegionRun(region, release, policy, databases, NodesOf(region), clock), steps, owner, progress);

    private async Task<IReadOnlyList<StepPlan>> PlanAsync(string region, CancellationToken ct)
    {
        var nodes = NodesOf(region);
        try
        {
            var run = new RegionRun(region, release, policy, databases, nodes, clock);
            await run.LookAsync(ct);
            await run.LookAtSchemaAsync(ct);
            return await Task.WhenAll(RegionSteps.Of(policy, watch).Select(step => PlanAsync(run, step, ct)));
        }
        finally
        {
            nodes.ForEach(node => node.Dispose());
        }
    }

    private static async Task<StepPlan> PlanAsync(RegionRun run, Step step, CancellationToken ct)
    {
        var skipped = await step.WhySkippedAsync(run, ct);
        return new StepPlan
        {
            Step = step.Name,
            Region = run.Region,
            Runs = skipped is null,
            Because = skipped ?? step.Why,
            Key = step.InputsOf(run).KeyOf(step.Name, run.Region),
            ExpectedSeconds = run.Seen[0].Took.TryGetValue(step.Name, out var took) ? took : null,
        };
    }

    private async Task<RegionReport> GoBackAsync(RegionReport report, string owner, string because)
    {
        // Where it had settled before this run it stays.
        if (report.Outcome != RegionOutcome.Settled
            || !report.Steps.Any(step => step is { Step: SettleStep.Called, State: StepState.Done }))
        {
            return report;
        }

        var nodes = NodesOf(report.Region);
        try
        {
            await Task.WhenAll(nodes.Select(node => node.GoBackAsync(owner, because, CancellationToken.None)));
            await Task.WhenAll(nodes.Select(node => node.EndTurnAsync(CancellationToken.None)));
            return report with { Outcome = RegionOutcome.WentBack };
        }
        catch (NodeException e)
        {
            var told = new StepReport(report.Region, "go back", StepState.Failed, e.Message, 0, e.Id);
            return report with { Outcome = RegionOutcome.Failed, Steps = [.. report.Steps, told] };
        }
        finally
        {
            nodes.ForEach(node => node.Dispose());
        }
    }

    private List<NodeClient> NodesOf(string region) =>
        [.. policy.Regions[region].Select(node => NodeClient.At(region, node))];
}
