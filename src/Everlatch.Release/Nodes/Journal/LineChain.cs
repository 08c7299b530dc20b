using System.Security.Cryptography;
using System.Text.Json;

namespace Everlatch.Release.Nodes.Journal;

/// <summary>How far a journal has come: what its next line has to follow.</summary>
/// <param name="Number">The number of its last line.</param>
/// <param name="Last">The hash of its last line.</param>
internal sealed record LineChain(long Number, string Last)
{
    private const int HashShown = 16;

    /// <summary>Before the first line.</summary>
    public static readonly LineChain Empty = new(0, new string('0', HashShown * 2));

    /// <summary>The line that says an entry, and follows.</summary>
    public byte[] Next(NodeEntry entry, DateTimeOffset at) =>
        JsonSerializer.SerializeToUtf8Bytes(new NodeLine(Number + 1, at, Last, entry), JournalJson.Default.NodeLine);

    /// <summary>Reads a line, which has to follow. One that sums up may be the first of its file, whatever came before.</summary>
    /// <exception cref="JsonException">It does not.</exception>
    public NodeLine Read(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, JournalJson.Default.NodeLine) is { } line
        && ((line.Number == Number + 1 && line.After == Last) || (this == Empty && line.Entry is NodeEntry.SummedUp))
            ? line
            : throw new JsonException("it does not follow the line before");

    /// <summary>How far it is with one line more.</summary>
    /// <param name="number">The line's number.</param>
    /// <param name="line">The line, without its end.</param>
    public static LineChain At(long number, ReadOnlySpan<byte> line) =>
        new(number, Convert.ToHexStringLower(SHA256.HashData(line).AsSpan(0, HashShown)));
}
