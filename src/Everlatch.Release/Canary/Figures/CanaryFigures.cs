namespace Everlatch.Release.Canary.Figures;

/// <summary>All that a canary is judged by.</summary>
internal sealed record CanaryFigures
{
    /// <summary>How long the canary was watched.</summary>
    public required TimeSpan Length { get; init; }

    /// <summary>What was seen at the new release.</summary>
    public required SlotWindow Canary { get; init; }

    /// <summary>What was seen meanwhile at a start of the old one that is as fresh, and has the same share.</summary>
    public required SlotWindow Baseline { get; init; }

    /// <summary>What the edges answered for both, turn by turn.</summary>
    public required IReadOnlyList<TrafficTurn> Traffic { get; init; }

    /// <summary>What failed at the old release before; null when nobody counted.</summary>
    public TrafficBefore? Before { get; init; }
}
