namespace Everlatch.Core.Figures;

/// <summary>What was counted of one slot since its start.</summary>
public sealed record SlotFigures
{
    /// <summary>The slot's name.</summary>
    public required string Slot { get; init; }

    /// <summary>Names the beginning of these counts: another one means that they began anew.</summary>
    public required string Start { get; init; }

    /// <summary>What was answered, by what it was for.</summary>
    public required IReadOnlyList<RouteFigures> Routes { get; init; }

    /// <summary>Hosts at which requests failed, those with the most failures.</summary>
    public required IReadOnlyList<HostFailures> Hosts { get; init; }
}
