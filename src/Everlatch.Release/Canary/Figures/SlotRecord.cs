namespace Everlatch.Release.Canary.Figures;

/// <summary>What is kept of one slot; its record locks.</summary>
internal sealed class SlotRecord
{
    public List<ProbeResult> Probes { get; } = [];

    public List<ReadinessLook> Readiness { get; } = [];

    public List<ResourceSample> Resources { get; } = [];

    public int Exits { get; set; }

    /// <summary>What is no older. A process that ended is remembered for ever.</summary>
    public SlotWindow Read(DateTimeOffset from)
    {
        Probes.RemoveAll(result => result.At < from);
        Readiness.RemoveAll(look => look.At < from);
        Resources.RemoveAll(sample => sample.At < from);
        return new SlotWindow { Probes = [.. Probes], Readiness = [.. Readiness], Resources = [.. Resources], Exits = Exits };
    }
}
