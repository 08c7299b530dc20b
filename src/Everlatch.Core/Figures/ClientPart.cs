namespace Everlatch.Core.Figures;

/// <summary>
/// What one of 64 parts of all clients was answered: a client, known by its address, is always in the same one.
/// </summary>
/// <remarks>
/// One client that is wrong itself, or asks for slow things, is one part of many; a release that is wrong or slow is most of
/// them.
/// </remarks>
public readonly record struct ClientPart
{
    /// <summary>Its number, from 0 to 63.</summary>
    public required int Part { get; init; }

    /// <summary>How its answers began.</summary>
    public StatusCounts Status { get; init; }

    /// <summary>
    /// How long they took: the binary logarithm of each time in microseconds, in thousandths, all together. The mean of that
    /// is hardly moved by a few answers that waited long.
    /// </summary>
    public long MilliOctaves { get; init; }
}
