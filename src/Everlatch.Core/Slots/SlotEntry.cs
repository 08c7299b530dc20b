namespace Everlatch.Core.Slots;

/// <summary>One slot of the file.</summary>
public sealed record SlotEntry
{
    /// <summary>Its name, such as <c>blue</c>.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Addresses of its servers: <c>unix:/path</c>, <c>https://host:port</c>, or <c>http://</c> with a loopback address and
    /// a port.
    /// </summary>
    public required IReadOnlyList<string> Servers { get; init; }

    /// <summary>Its part of the clients in per cent; 0 keeps it warm without traffic.</summary>
    public required int Share { get; init; }
}
