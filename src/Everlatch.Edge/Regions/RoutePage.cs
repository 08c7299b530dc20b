using Everlatch.Core;

namespace Everlatch.Edge.Regions;

/// <summary>A part of a region's routing directory, as it is signed and sent.</summary>
public sealed record RoutePage
{
    /// <summary>The region that speaks: of its own environments, and of no other's.</summary>
    public required Region Region { get; init; }

    /// <summary>What the page is part of.</summary>
    public required RoutePageKind Kind { get; init; }

    /// <summary>What its entries say.</summary>
    public RouteFormat Format { get; init; } = RouteFormat.Certificates;

    /// <summary>For changes, the state that they follow; else 0.</summary>
    public long After { get; init; }

    /// <summary>The state that the answer leads to: the region's directory sequence.</summary>
    public required long Sequence { get; init; }

    /// <summary>When that state was the newest.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Its place in the answer, from 0.</summary>
    public int Index { get; init; }

    /// <summary>How many pages the answer has.</summary>
    public int Count { get; init; } = 1;

    /// <summary>What it says, in order.</summary>
    public IReadOnlyList<RouteEntry> Entries { get; init; } = [];

    /// <summary>Whether it stands at a place of the answer that begins with another page.</summary>
    public bool IsPartOf(RoutePage first, int place) =>
        Index == place && (Region, Kind, Format, After, Sequence, AsOf, Count)
            == (first.Region, first.Kind, first.Format, first.After, first.Sequence, first.AsOf, first.Count);
}
