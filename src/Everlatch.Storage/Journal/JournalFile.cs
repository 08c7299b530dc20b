using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Everlatch.Core.Secrets;

namespace Everlatch.Storage.Journal;

/// <summary>One file of a journal, which this process has to itself for as long as it is open.</summary>
internal sealed class JournalFile : IDisposable
{
    private const string Kind = "outage journal";
    private const string Pattern = "*.journal";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly FileStream stream;
    private readonly SealedFrames frames;
    private SealedFrames.Mark? torn;

    private JournalFile(FileStream stream, MasterKey master)
    {
        this.stream = stream;
        frames = new SealedFrames(stream, master, Kind);
    }

    /// <summary>Its bytes.</summary>
    public long Length => stream.Length;

    /// <summary>Entries in it, as far as it was read or written.</summary>
    public int Count { get; private set; }

    /// <summary>Its name, for logs.</summary>
    public string Name => Path.GetFileName(stream.Name);

    /// <summary>The journals in a folder, the oldest first.</summary>
    public static IReadOnlyList<string> In(string folder) =>
        [.. Directory.EnumerateFiles(folder, Pattern).Order(StringComparer.Ordinal)];

    /// <summary>Begins one in a folder.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static JournalFile Create(string folder, MasterKey master, DateTimeOffset now)
    {
        Directory.CreateDirectory(folder);
        var moment = now.ToUnixTimeMilliseconds().ToString("D15", CultureInfo.InvariantCulture);
        var name = $"{moment}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}.journal";
        var created = new JournalFile(Open(Path.Combine(folder, name), FileMode.CreateNew), master);
        try
        {
            created.frames.Begin([]);
            created.stream.Flush(flushToDisk: true);
            return created;
        }
        catch
        {
            created.Delete();
            throw;
        }
    }

    /// <summary>Takes over one that no living process has.</summary>
    public static bool TryTake(string path, MasterKey master, [NotNullWhen(true)] out JournalFile? taken)
    {
        taken = null;
        try
        {
            taken = new JournalFile(Open(path, FileMode.Open), master);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Adds an entry durably. What cannot be added whole is not added at all.</summary>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public void Append(JournalEntry entry)
    {
        Cut();
        torn = frames.Here;
        try
        {
            frames.Write(Encoding.UTF8.GetBytes(Json.Write(entry)));
            stream.Flush(flushToDisk: true);
            torn = null;
            Count++;
        }
        catch
        {
            Cut();
            throw;
        }
    }

    /// <summary>Reads every entry from the beginning.</summary>
    /// <exception cref="SealedFramesException">
    /// From some place on it is not to be trusted, or of another master key; what came before was given already.
    /// </exception>
    public IEnumerable<JournalEntry> Read()
    {
        stream.Position = 0;
        Count = 0;
        frames.ReadHead([]);
        while (frames.Read() is { } plain)
        {
            Count++;
            yield return EntryOf(plain);
        }
    }

    /// <summary>Removes it: everything in it is in the database.</summary>
    public void Delete()
    {
        File.Delete(stream.Name);
        Dispose();
    }

    /// <summary>Puts it aside under another name, for a person to look at.</summary>
    public void SetAside()
    {
        File.Move(stream.Name, stream.Name + ".refused", overwrite: true);
        Dispose();
    }

    public void Dispose() => stream.Dispose();

    // What a failing disk took half of: nothing may be written behind it.
    private void Cut()
    {
        if (torn is { } mark)
        {
            frames.CutTo(mark);
            torn = null;
        }
    }

    private static JournalEntry EntryOf(byte[] plain)
    {
        try
        {
            return Json.Read<JournalEntry>(Encoding.UTF8.GetString(plain));
        }
        catch (JsonException)
        {
            throw new SealedFramesException("an entry does not read as this build writes it");
        }
    }

    // Unbuffered: a write that fails leaves nothing behind that a later one would carry along.
    private static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions
        {
            Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows() && mode == FileMode.CreateNew)
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(path, options);
    }
}
