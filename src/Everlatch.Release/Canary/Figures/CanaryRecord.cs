using Everlatch.Core.Figures;

namespace Everlatch.Release.Canary.Figures;

/// <summary>
/// Keeps what is seen of a canary and its baseline, for as long as it is looked at. Before <see cref="Begin" /> the live slot's
/// traffic is kept, as what it was like before.
/// </summary>
/// <param name="slots">The names of the three slots.</param>
/// <param name="longest">How long figures are kept; what is older is forgotten.</param>
internal sealed class CanaryRecord(CanarySlots slots, TimeSpan longest)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, EdgeFigures> readings = new(StringComparer.Ordinal);
    private readonly List<(DateTimeOffset At, TrafficTurn Turn)> turns = [];
    private readonly List<SlotTraffic> before = [];
    private readonly SlotRecord canary = new();
    private readonly SlotRecord baseline = new();
    private DateTimeOffset? firstReading;
    private DateTimeOffset? began;

    /// <summary>The canary gets traffic from here on.</summary>
    public void Begin(DateTimeOffset now)
    {
        lock (gate)
        {
            began ??= now;
        }
    }

    /// <summary>What probes found.</summary>
    public void Add(ProbeRound round)
    {
        lock (gate)
        {
            canary.Probes.AddRange(round.Canary);
            baseline.Probes.AddRange(round.Baseline);
        }
    }

    /// <summary>What was seen of a slot's servers at one moment; null where there is nothing to be told.</summary>
    public void Add(bool isCanary, ReadinessLook look, ResourceSample? sample, int exits)
    {
        lock (gate)
        {
            var slot = isCanary ? canary : baseline;
            slot.Readiness.Add(look);
            slot.Exits += exits;
            if (sample is not null)
            {
                slot.Resources.Add(sample);
            }
        }
    }

    /// <summary>
    /// What every edge says at one moment, by its address. An edge that began to count anew is taken from there on.
    /// </summary>
    public void Add(IReadOnlyDictionary<string, EdgeFigures> edges, DateTimeOffset at)
    {
        lock (gate)
        {
            firstReading ??= at;
            if (began is null)
            {
                before.AddRange(Since(edges, slots.Live));
            }
            else
            {
                turns.Add((at, new TrafficTurn(Together(Since(edges, slots.Canary)), Together(Since(edges, slots.Baseline)))));
            }

            foreach (var (edge, figures) in edges)
            {
                readings[edge] = figures;
            }
        }
    }

    /// <summary>All that is kept.</summary>
    public CanaryFigures Read(DateTimeOffset now)
    {
        lock (gate)
        {
            var from = now - longest;
            turns.RemoveAll(turn => turn.At < from);
            var start = began is { } at && at > from ? at : from;
            return new CanaryFigures
            {
                Length = began is null ? TimeSpan.Zero : now - start,
                Canary = canary.Read(from),
                Baseline = baseline.Read(from),
                Traffic = [.. turns.Select(turn => turn.Turn)],
                Before = began - firstReading is { } length && length > TimeSpan.Zero && before.Count > 0
                    ? new TrafficBefore(Together(before), length)
                    : null,
            };
        }
    }

    private static SlotTraffic Together(IEnumerable<SlotTraffic> parts)
    {
        var all = parts.ToArray();
        return new SlotTraffic([.. all.SelectMany(part => part.Routes)], [.. all.SelectMany(part => part.Hosts)]);
    }

    private IEnumerable<SlotTraffic> Since(IReadOnlyDictionary<string, EdgeFigures> edges, string slot)
    {
        foreach (var (edge, now) in edges)
        {
            if (readings.TryGetValue(edge, out var last)
                && Find(last, slot) is { } old
                && Find(now, slot) is { } found
                && SlotTraffic.Between(old, found) is { } traffic)
            {
                yield return traffic;
            }
        }
    }

    private static SlotFigures? Find(EdgeFigures figures, string slot) =>
        figures.Slots.FirstOrDefault(found => found.Slot == slot);
}
