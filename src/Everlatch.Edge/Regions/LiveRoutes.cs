using System.Collections.Immutable;

namespace Everlatch.Edge.Regions;

/// <summary>Where every known host leads, at the moment: this region's word first, then that of the others.</summary>
/// <remarks>
/// The order is what keeps regions apart: whatever another region signs, it cannot take over a host that is at home here.
/// </remarks>
public sealed class LiveRoutes
{
    private readonly ImmutableArray<FollowedRegion> regions;

    /// <param name="regions">The edge's own comes first.</param>
    internal LiveRoutes(ImmutableArray<FollowedRegion> regions) => this.regions = regions;

    /// <summary>Whether this edge's own region was heard of, now or in an earlier life of this edge.</summary>
    public bool IsKnown => regions is [var own, ..] && own.Current.Sequence is not null;

    /// <summary>Where a host leads; null for an unknown one. Costs the same however many hosts there are.</summary>
    /// <param name="host">A request's host without port, in any case.</param>
    public Route? Find(string host)
    {
        foreach (var region in regions)
        {
            if (region.Current.Find(host) is { } route)
            {
                return route;
            }
        }

        return null;
    }

    internal ImmutableArray<FollowedRegion> Regions => regions;
}
