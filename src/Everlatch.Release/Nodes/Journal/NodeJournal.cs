using System.Text.Json;
using Everlatch.Hosting;

namespace Everlatch.Release.Nodes.Journal;

/// <summary>What happened at a node. A line is on the disk before anybody acts on it.</summary>
/// <remarks>
/// A last line that a cut left unfinished was never acted on, and goes. Anything else that does not follow from the line before
/// was changed by somebody, and is refused: traffic is led by this file. A file that has grown long is kept as the one before,
/// and the next one begins with what was true.
/// </remarks>
public sealed class NodeJournal : IDisposable
{
    private const byte LineEnd = (byte)'\n';
    private const int Kilobyte = 1024;
    private readonly string path;
    private readonly TimeProvider clock;
    private readonly DiskReserve reserve;
    private readonly long longest;
    private FileStream file;
    private LineChain chain = LineChain.Empty;
    private long summedUp;

    private NodeJournal(string folder, int kilobytes, TimeProvider clock)
    {
        path = Path.Combine(folder, "journal.jsonl");
        (this.clock, longest, reserve) = (clock, (long)kilobytes * Kilobyte, new DiskReserve(folder));
        file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
    }

    /// <summary>What all of its lines come to.</summary>
    public NodeState State { get; private set; } = new();

    /// <summary>Opens the journal of a folder, and makes it on the first start.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="kilobytes">How long a file of it grows before the next one begins.</param>
    /// <param name="clock">What time it is.</param>
    /// <exception cref="StartRefusedException">Another node has it, or it does not hold together.</exception>
    public static NodeJournal Open(string folder, int kilobytes, TimeProvider clock)
    {
        NodeJournal? journal = null;
        try
        {
            System.IO.Directory.CreateDirectory(folder);
            journal = new NodeJournal(folder, kilobytes, clock);
            journal.ReadAll();
            journal.reserve.Keep();
            return journal;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            journal?.Dispose();
            throw new StartRefusedException(
                "EL2041", $"The journal in {folder} cannot be used; another node may have it: {e.Message}");
        }
        catch (StartRefusedException)
        {
            journal?.Dispose();
            throw;
        }
    }

    /// <summary>Writes an entry, and returns when it is on the disk.</summary>
    /// <param name="entry">What happened.</param>
    /// <param name="mustGo">Whether the room that is kept for a full disk may be spent on it.</param>
    /// <exception cref="NodeFaultException">It cannot be written. Nothing has changed then.</exception>
    public NodeState Write(NodeEntry entry, bool mustGo = false)
    {
        var line = chain.Next(entry, clock.GetUtcNow());
        var length = file.Length;
        try
        {
            Append(line, length);
        }
        catch (NodeFaultException) when (mustGo && reserve.Free())
        {
            Append(line, length);
        }

        (chain, State) = (LineChain.At(chain.Number + 1, line), State.After(entry));
        return State;
    }

    /// <summary>Gives up the room that is kept for a full disk; false when there is none.</summary>
    public bool FreeReserve() => reserve.Free();

    /// <summary>Begins the next file when this one has grown long, and keeps some room for a full disk.</summary>
    /// <exception cref="NodeFaultException">It cannot be written. This one goes on then.</exception>
    public void KeepShort()
    {
        try
        {
            reserve.Keep();

            // What is true may itself be long: then it is not written again and again.
            if (file.Length > longest && file.Length > 2 * summedUp)
            {
                BeginNext();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NodeFaultException("EL2042", $"The next file of the journal cannot be begun: {e.Message}", e);
        }
    }

    /// <inheritdoc />
    public void Dispose() => file.Dispose();

    // Whatever ends this in the middle: each name has a whole file, the old one or the new one. The new one is locked before it
    // has its name.
    private void BeginNext()
    {
        NextFile.Replace(Path.ChangeExtension(path, ".before.jsonl"), ReadBytes()).Dispose();
        var (lines, at) = (new MemoryStream(), chain);
        foreach (var entry in SumUp.Of(State))
        {
            var line = at.Next(entry, clock.GetUtcNow());
            lines.Write([.. line, LineEnd]);
            at = LineChain.At(at.Number + 1, line);
        }

        var next = NextFile.Replace(path, lines.ToArray());
        file.Dispose();
        (file, chain, summedUp) = (next, at, lines.Length);
    }

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

    private byte[] ReadBytes()
    {
        var bytes = new byte[file.Length];
        file.Position = 0;
        file.ReadExactly(bytes);
        return bytes;
    }

    private void ReadAll()
    {
        var bytes = ReadBytes();
        var start = 0;
        while (bytes.AsSpan(start).IndexOf(LineEnd) is >= 0 and var length)
        {
            var line = bytes.AsSpan(start, length);
            var read = Parse(line);
            (chain, State) = (LineChain.At(read.Number, line), State.After(read.Entry));
            start += length + 1;
        }

        if (start < bytes.Length)
        {
            file.SetLength(start);
        }
    }

    private NodeLine Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return chain.Read(bytes);
        }
        catch (JsonException e)
        {
            throw new StartRefusedException("EL2040", $"Line {chain.Number + 1} of {path} cannot be believed: {e.Message}");
        }
    }
}
