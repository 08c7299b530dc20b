namespace Everlatch.Core.Figures;

/// <summary>What an edge counted of its slots so far: what <c>/figures</c> answers. Whoever reads it takes differences.</summary>
public sealed record EdgeFigures
{
    /// <summary>Its slots.</summary>
    public required IReadOnlyList<SlotFigures> Slots { get; init; }
}
