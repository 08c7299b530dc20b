using Everlatch.Release.Canary;
using Everlatch.Watch.Probes;

namespace Everlatch.Cli.Canary;

/// <summary>The probes of the watch, at the servers of a canary and of its baseline: both at the same moment.</summary>
internal sealed class SlotProbes : ICanaryProbe, IDisposable
{
    private readonly Slot canary;
    private readonly Slot baseline;

    /// <summary>Probes at servers, by the paths of their Unix sockets.</summary>
    public SlotProbes(
        IEnumerable<string> canary, IEnumerable<string> baseline, ProbeCredentials credentials, TimeProvider clock)
    {
        this.canary = new Slot(canary, credentials, clock);
        this.baseline = new Slot(baseline, credentials, clock);
    }

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

    /// <summary>One slot: each round goes to the next of its servers.</summary>
    private sealed class Slot : IDisposable
    {
        private readonly ProbeTarget[] targets;
        private readonly RunProbes[] probes;
        private int rounds;

        public Slot(IEnumerable<string> sockets, ProbeCredentials credentials, TimeProvider clock)
        {
            targets = [.. sockets.Select(socket => ProbeTarget.OfSocket(socket, credentials.Issuer))];
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
