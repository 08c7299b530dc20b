namespace Everlatch.Release.Canary.Figures;

/// <summary>What was seen of one slot beside its traffic.</summary>
internal sealed record SlotWindow
{
    /// <summary>What its probes found, in their order.</summary>
    public required IReadOnlyList<ProbeResult> Probes { get; init; }

    /// <summary>What it said of its readiness, in order.</summary>
    public required IReadOnlyList<ReadinessLook> Readiness { get; init; }

    /// <summary>What its processes used, all of them together, in order.</summary>
    public required IReadOnlyList<ResourceSample> Resources { get; init; }

    /// <summary>Processes of it that ended without being told to.</summary>
    public required int Exits { get; init; }
}
