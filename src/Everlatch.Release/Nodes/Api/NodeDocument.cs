namespace Everlatch.Release.Nodes.Api;

/// <summary>What a node says of itself.</summary>
public sealed record NodeDocument
{
    /// <summary>The region of its machine.</summary>
    public required string Region { get; init; }

    /// <summary>The newest turn.</summary>
    public required long Turn { get; init; }

    /// <summary>Who has it; null when nobody may give orders.</summary>
    public string? Owner { get; init; }

    /// <summary>What for.</summary>
    public string? Purpose { get; init; }

    /// <summary>The slot whose release has settled.</summary>
    public string? Live { get; init; }

    /// <summary>The slot that one can go back to.</summary>
    public string? Previous { get; init; }

    /// <summary>Why there is none, when a contract step took it away.</summary>
    public string? PartedBecause { get; init; }

    /// <summary>Whether the shares are lent to a release that has not settled.</summary>
    public required bool Lent { get; init; }

    /// <summary>Seconds that they hold when nobody renews the turn.</summary>
    public required int LeaseSeconds { get; init; }

    /// <summary>How long each step took the last time that it went well, in seconds.</summary>
    public required IReadOnlyDictionary<string, double> Took { get; init; }

    /// <summary>Its slots, by name.</summary>
    public required IReadOnlyList<SlotDocument> Slots { get; init; }
}
