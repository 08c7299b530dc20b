namespace Everlatch.Core.Slots;

/// <summary>That the shares are lent to a release that has not settled: an edge gives them back by itself.</summary>
public sealed record SlotsLease
{
    /// <summary>A number that changes whenever the shares are renewed.</summary>
    public required long Beat { get; init; }

    /// <summary>Seconds without another beat after which <see cref="Otherwise" /> holds.</summary>
    public required int Seconds { get; init; }

    /// <summary>The share of each slot then, in per cent; a slot that is not named has none.</summary>
    public required IReadOnlyDictionary<string, int> Otherwise { get; init; }
}
