using System.Security.Cryptography;
using System.Text.Json;
using Everlatch.Hosting;

namespace Everlatch.Release.Nodes.Journal;

/// <summary>
/// What happened at a node, in a file that only grows. A line is on the disk before anybody acts on it.
/// </summary>
/// <remarks>
/// A last line that a cut left unfinished was never acted on, and goes. Anything else that does not follow from the line before
/// was changed by somebody, and is refused: traffic is led by this file.
/// </remarks>
public sealed class NodeJournal : IDisposable
{
    private const byte LineEnd = (byte)'\n';
    private const int HashShown = 16;
    private static readonly string First = new('0', HashShown * 2);
    private readonly FileStream file;
    private readonly TimeProvider clock;
    private readonly DiskReserve reserve;
    private string last = First;
    private long number;

    private NodeJournal(FileStream file, DiskReserve reserve, TimeProvider clock) =>
        (this.file, this.reserve, this.clock) = (file, reserve, clock);

    /// <summary>What all of its lines come to.</summary>
    public NodeState State { get; private set; } = new();

    /// <summary>Opens the journal of a folder, and makes it on the first start.</summary>
    /// <exception cref="StartRefusedException">Another node has it, or it does not hold together.</exception>
    public static NodeJournal Open(string folder, TimeProvider clock)
    {
        var path = Path.Combine(folder, "journal.jsonl");
        try
        {
            System.IO.Directory.CreateDirectory(folder);
            var journal = new NodeJournal(
                new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None),
                new DiskReserve(folder),
                clock);
            journal.ReadAll(path);
            journal.reserve.Keep();
            return journal;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(
                "EL2041", $"The journal {path} cannot be used; another node may have it: {e.Message}");
        }
    }

    /// <summary>Writes an entry, and returns when it is on the disk.</summary>
    /// <exception cref="NodeFaultException">It cannot be written. Nothing has changed then.</exception>
    public NodeState Write(NodeEntry entry)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(
            new NodeLine(number + 1, clock.GetUtcNow(), last, entry), JournalJson.Default.NodeLine);
        var length = file.Length;
        try
        {
            Append(line, length);
        }
        catch (NodeFaultException) when (entry is NodeEntry.TurnTaken or NodeEntry.WentBack && reserve.Free())
        {
            Append(line, length);
        }

        Take(line, entry);
        return State;
    }

    /// <inheritdoc />
    public void Dispose() => file.Dispose();

    private static string HashOf(ReadOnlySpan<byte> line) =>
        Convert.ToHexStringLower(SHA256.HashData(line).AsSpan(0, HashShown));

    private void Append(byte[] line, long length)
    {
        try
        {
            file.Position = length;
            file.Write([.. line, LineEnd]);
            file.Flush(flushToDisk: true);
        }
        catch (IOException e)
        {
            TakeBack(length);
            throw new NodeFaultException("EL2042", $"The journal cannot be written, and nothing was changed: {e.Message}", e);
        }
    }

    private void TakeBack(long length)
    {
        try
        {
            file.SetLength(length);
        }
        catch (IOException)
        {
            // An unfinished line goes with the next start; a next entry is written in its place.
        }
    }

    private void ReadAll(string path)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var start = 0;
        while (bytes.AsSpan(start).IndexOf(LineEnd) is >= 0 and var length)
        {
            var line = bytes.AsSpan(start, length);
            Take(line, Parse(line, path));
            start += length + 1;
        }

        if (start < bytes.Length)
        {
            file.SetLength(start);
        }
    }

    private NodeEntry Parse(ReadOnlySpan<byte> bytes, string path)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, JournalJson.Default.NodeLine) is { } line
                && line.Number == number + 1
                && line.After == last
                ? line.Entry
                : throw new JsonException("it does not follow the line before");
        }
        catch (JsonException e)
        {
            throw new StartRefusedException("EL2040", $"Line {number + 1} of {path} cannot be believed: {e.Message}");
        }
    }

    private void Take(ReadOnlySpan<byte> line, NodeEntry entry)
    {
        number++;
        last = HashOf(line);
        State = State.After(entry);
    }
}
