using Everlatch.Release.Canary;
using Everlatch.Release.Canary.Figures;

namespace Everlatch.Release.Orchestrators;

/// <summary>
/// Judges a release that another orchestrator brought to traffic: by probes and readiness at an address of the new release and at
/// one of the old, since nobody there counts for us what clients saw and what processes use.
/// </summary>
/// <param name="canary">Where the new release answers.</param>
/// <param name="baseline">Where the old one does.</param>
/// <param name="host">The host that is asked for at both.</param>
/// <param name="probe">Does what people and machines do, at both at the same moment.</param>
/// <param name="limits">How much worse it may be.</param>
/// <param name="clock">The clock.</param>
public sealed class JudgeAddresses(
    Uri canary, Uri baseline, string host, ICanaryProbe probe, CanaryLimits limits, TimeProvider clock)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    // What is seen here is never too old: it all began with this judgement.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Watches for so long, or until the release failed, and says what it came to.</summary>
    public async Task<Verdict> RunAsync(TimeSpan length, CancellationToken ct)
    {
        using var ask = new AskAddress();
        var record = new CanaryRecord(new CanarySlots("canary", "baseline", "baseline"), Longest);
        record.Begin(clock.GetUtcNow());
        var begun = clock.GetTimestamp();
        while (true)
        {
            var looked = clock.GetTimestamp();
            await LookAsync(record, ask, ct);
            var verdict = JudgeCanary.OfProbes(record.Read(clock.GetUtcNow()), limits);
            if (verdict is Verdict.Fail || clock.GetElapsedTime(begun) >= length)
            {
                return verdict;
            }

            if (Every - clock.GetElapsedTime(looked) is var rest && rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, clock, ct);
            }
        }
    }

    private async Task LookAsync(CanaryRecord record, AskAddress ask, CancellationToken ct)
    {
        var at = clock.GetUtcNow();
        var (atCanary, atBaseline) = (ask.ReadinessAsync(canary, host, ct), ask.ReadinessAsync(baseline, host, ct));
        record.Add(await probe.RunAsync(ct));
        record.Add(isCanary: true, Look(at, await atCanary), null, exits: 0);
        record.Add(isCanary: false, Look(at, await atBaseline), null, exits: 0);
    }

    private static ReadinessLook Look(DateTimeOffset at, Nodes.Servers.Readiness said) =>
        new(at, said.IsReady, said is { Answered: true, IsReady: false } ? [said.Because] : []);
}
