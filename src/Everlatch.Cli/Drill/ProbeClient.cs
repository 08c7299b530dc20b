using Everlatch.Release.Drill.Traffic;
using Everlatch.Watch.Probes;

namespace Everlatch.Cli.Drill;

/// <summary>One who does what the probes do: a person at the hosted pages, and machines.</summary>
internal sealed class ProbeClient(string region, ProbeTarget target, ProbeCredentials credentials) : IDrillClient
{
    private readonly RunProbes probes = new(target, credentials, TimeProvider.System) { TriesWrong = false };

    /// <inheritdoc />
    public async Task<IReadOnlyList<DrillRequest>> RunAsync(CancellationToken ct)
    {
        var reports = await probes.RunAsync(ct);
        return [.. reports.SelectMany(Requests)];
    }

    /// <inheritdoc />
    public void Dispose() => target.Dispose();

    // A probe ends with the request that is not answered as it should be.
    private IEnumerable<DrillRequest> Requests(ProbeReport report)
    {
        var at = report.At;
        foreach (var (place, step) in report.Steps.Index())
        {
            at += step.Took;
            var failure = place == report.Steps.Count - 1 ? report.Failure?.Reason : null;
            yield return new DrillRequest(at, region, report.Probe, step.Status, step.Took, failure);
        }
    }
}
