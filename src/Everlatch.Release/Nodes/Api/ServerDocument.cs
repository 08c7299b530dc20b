namespace Everlatch.Release.Nodes.Api;

/// <summary>What a node says of a server.</summary>
public sealed record ServerDocument
{
    /// <summary>Its name, such as <c>blue-1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its address, as the slots file has it.</summary>
    public required string Address { get; init; }

    /// <summary>The number of its process; null while there is none.</summary>
    public int? Process { get; init; }

    /// <summary>Whether it is ready.</summary>
    public required bool Ready { get; init; }

    /// <summary>Why it is not.</summary>
    public string? Because { get; init; }

    /// <summary>The version that it says itself.</summary>
    public string? Release { get; init; }

    /// <summary>The digest of the schema contract that it says itself.</summary>
    public string? Contract { get; init; }

    /// <summary>The digest of the release that it says it runs from.</summary>
    public string? Build { get; init; }

    /// <summary>The digest of the signing keys' ids that it says it publishes.</summary>
    public string? Keys { get; init; }

    /// <summary>How often it ended by itself since its node started.</summary>
    public required int Exits { get; init; }
}
