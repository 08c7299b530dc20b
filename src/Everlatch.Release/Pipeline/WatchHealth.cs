using Everlatch.Release.Nodes.Api;

namespace Everlatch.Release.Pipeline;

/// <summary>Watches whether the servers of a slot stay up and ready.</summary>
internal sealed class WatchHealth : IWatchCanary
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public async Task<StepOutcome> RunAsync(RegionRun run, string slot, int share, TimeSpan hold, CancellationToken ct)
    {
        var begun = run.Clock.GetTimestamp();
        while (true)
        {
            await run.LookAsync(ct);
            if (run.Seen.Select(node => WhyBad(node, slot)).FirstOrDefault(because => because is not null) is { } bad)
            {
                return new StepOutcome.Refused("EL2069", $"With {share} % in {run.Region}: {bad}");
            }

            var left = hold - run.Clock.GetElapsedTime(begun);
            if (left <= TimeSpan.Zero)
            {
                return new StepOutcome.Done($"all servers of {slot} stayed ready");
            }

            await Task.Delay(left < Every ? left : Every, run.Clock, ct);
        }
    }

    private static string? WhyBad(NodeDocument node, string slot)
    {
        if (RegionRun.SlotOf(node, slot) is not { Share: > 0 } there)
        {
            return $"slot {slot} lost its traffic: its node took it back.";
        }

        return there.Servers.Where(server => !server.Ready || server.Exits > 0)
            .Select(server => server.Exits > 0
                ? $"{server.Name} ended by itself {server.Exits} times."
                : $"{server.Name} is not ready: {server.Because}")
            .FirstOrDefault();
    }
}
