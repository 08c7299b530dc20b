using Everlatch.Release.Canary;
using Everlatch.Watch.Probes;

namespace Everlatch.Cli.Canary;

/// <summary>The probes of the watch, at a canary and at its baseline: both at the same moment.</summary>
internal sealed class SlotProbes : ICanaryProbe, IDisposable
{
    private readonly Slot canary;
    private readonly Slot baseline;

    /// <summary>Probes at servers, by the paths of their Unix sockets.</summary>
    public SlotProbes(
        IEnumerable<string> canary, IEnumerable<string> baseline, ProbeCredentials credentials, TimeProvider clock)
        : this(new Slot(Sockets(canary, credentials), credentials, clock),
            new Slot(Sockets(baseline, credentials), credentials, clock))
    {
    }

    private SlotProbes(Slot canary, Slot baseline) => (this.canary, this.baseline) = (canary, baseline);

    /// <summary>Probes at edges of both.</summary>
    public static SlotProbes AtEdges(Uri canary, Uri baseline, ProbeCredentials credentials, TimeProvider clock) => new(
        new Slot([ProbeTarget.OfEdge(canary, credentials.Issuer)], credentials, clock),
        new Slot([ProbeTarget.OfEdge(baseline, credentials.Issuer)], credentials, clock));

    /// <inheritdoc />
    public async Task<ProbeRound> RunAsync(CancellationToken ct)
    {
        var found = await Task.WhenAll(canary.RunAsync(ct), baseline.RunAsync(ct));
        return new ProbeRound(found[0], found[1]);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        canary.Dispose();
        baseline.Dispose();
    }

    private static IEnumerable<ProbeTarget> Sockets(IEnumerable<string> paths, ProbeCredentials credentials) =>
        paths.Select(path => ProbeTarget.OfSocket(path, credentials.Issuer));

    /// <summary>One slot: each round goes to the next of its servers.</summary>
    private sealed class Slot : IDisposable
    {
        private readonly ProbeTarget[] targets;
        private readonly RunProbes[] probes;
        private int rounds;

        public Slot(IEnumerable<ProbeTarget> servers, ProbeCredentials credentials, TimeProvider clock)
        {
            targets = [.. servers];
            probes = [.. targets.Select(target => new RunProbes(target, credentials, clock))];
        }

        public async Task<IReadOnlyList<ProbeResult>> RunAsync(CancellationToken ct)
        {
            var reports = await probes[rounds++ % probes.Length].RunAsync(ct);
            return
            [
                .. reports.Select(report =>
                    new ProbeResult(report.Probe, report.At, report.Took, report.Failure?.Reason) { IsRare = report.IsRare }),
            ];
        }

        public void Dispose() => Array.ForEach(targets, target => target.Dispose());
    }
}
