namespace Everlatch.Release.Nodes;

/// <summary>What a slot is to run.</summary>
/// <param name="Release">The release.</param>
/// <param name="Servers">How many servers of it.</param>
public sealed record PlacedSlot(PlacedRelease Release, int Servers);
