namespace Everlatch.Release.Nodes.Api;

/// <summary>What a node says of a slot.</summary>
public sealed record SlotDocument
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its part of the clients, in per cent.</summary>
    public required int Share { get; init; }

    /// <summary>The release that it runs.</summary>
    public required PlacedRelease Release { get; init; }

    /// <summary>Its servers.</summary>
    public required IReadOnlyList<ServerDocument> Servers { get; init; }
}
