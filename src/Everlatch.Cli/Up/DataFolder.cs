using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Everlatch.Core.Secrets;
using Everlatch.Core.Slots;
using Everlatch.Hosting;
using Everlatch.Server;
using Everlatch.Server.Keys;

namespace Everlatch.Cli.Up;

/// <summary>
/// The folder that holds everything of one <c>up</c>, open to its owner alone, and used by one process at a time.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    // Room for the name of the lock beside it.
    private const int LongestSocketPath = 100;
    private readonly string path;
    private readonly FileStream held;

    private DataFolder(string path, FileStream held) => (this.path, this.held) = (path, held);

    /// <summary>The embedded database.</summary>
    public string Database => Path.Combine(path, "everlatch.db");

    /// <summary>The folder of the sealed copy of the directory.</summary>
    public string DirectoryCopy => Path.Combine(path, "directory");

    /// <summary>The folder of what an edge knows of hosts.</summary>
    public string Routes => Path.Combine(path, "routes");

    /// <summary>The file that names an edge's servers.</summary>
    public string Slots => Path.Combine(path, "slots.json");

    /// <summary>The folder of the journal of outages.</summary>
    public string Journal => Path.Combine(path, "journal");

    private string SummaryPath => Path.Combine(path, "up.json");

    private string MasterKeyPath => Path.Combine(path, "master.key");

    /// <summary>Makes the folder where it is missing and takes it.</summary>
    /// <exception cref="StartRefusedException">Another process has it, or it cannot be written.</exception>
    public static DataFolder Take(string path)
    {
        try
        {
            OwnerOnly.CreateFolder(path);
            var folder = new DataFolder(path, OwnerOnly.Open(Path.Combine(path, "up.lock"), FileMode.OpenOrCreate));

            // SQLite gives its journal the rights of its database.
            OwnerOnly.Open(folder.Database, FileMode.OpenOrCreate).Dispose();
            return folder;
        }
        catch (IOException e)
        {
            throw new StartRefusedException(
                "EL1702", $"The data folder {path} cannot be used; another everlatch may have it: {e.Message}");
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StartRefusedException("EL1702", $"The data folder {path} cannot be used: {e.Message}");
        }
    }

    /// <summary>
    /// Path of a Unix socket. It lies in the folder, or where temporary files are when the folder's path is too long for one
    /// (unix(7): 108 bytes).
    /// </summary>
    public string Socket(string name)
    {
        var here = Path.Combine(path, name + ".sock");
        var bytes = Encoding.UTF8.GetBytes(here);
        return bytes.Length <= LongestSocketPath
            ? here
            : Path.Combine(Path.GetTempPath(), $"everlatch-{Convert.ToHexStringLower(SHA256.HashData(bytes)[..8])}.sock");
    }

    /// <summary>Names the one server of an edge.</summary>
    public void WriteSlots(string socket)
    {
        using var file = OwnerOnly.Open(Slots, FileMode.Create);
        JsonSerializer.Serialize(
            file,
            new SlotsDocument { Slots = [new SlotEntry { Name = "blue", Share = 100, Servers = ["unix:" + socket] }] },
            SlotsJson.Default.SlotsDocument);
    }

    /// <summary>Tells a server of its database, and where it keeps what it needs while that is away.</summary>
    /// <param name="settings">The server's settings.</param>
    /// <param name="postgres">
    /// Its PostgreSQL; empty for the embedded database, null for what the environment or a secret file says.
    /// </param>
    public void AddStorage(Dictionary<string, string?> settings, string? postgres)
    {
        settings["Everlatch:Storage:SqliteFile"] = Database;
        if (postgres is not null)
        {
            settings["Everlatch:Storage:Postgres"] = postgres;
        }

        // An embedded database lies in the same folder: what takes that away takes its copy away too.
        if (postgres is { Length: > 0 })
        {
            settings["Everlatch:Directory:CopyFolder"] = DirectoryCopy;
            settings["Everlatch:Storage:JournalFolder"] = Journal;
        }
    }

    /// <summary>The master key, made on the first start.</summary>
    public MasterKey MasterKey() =>
        File.Exists(MasterKeyPath) ? MasterKeyFile.Read(MasterKeyPath) : MasterKeyFile.Create(MasterKeyPath);

    /// <summary>Path of the edge key's file, made on the first start.</summary>
    public string EdgeKeyFile()
    {
        var file = Path.Combine(path, "edge.key");
        if (!File.Exists(file))
        {
            KeyFile.Create(file);
        }

        return file;
    }

    /// <summary>What the last start told; null on the first one, or when somebody broke it.</summary>
    public UpFile? ReadSummary()
    {
        try
        {
            return File.Exists(SummaryPath)
                ? JsonSerializer.Deserialize(File.ReadAllText(SummaryPath), UpFileJson.Default.UpFile)
                : null;
        }
        catch (JsonException)
        {
            return null; // its secrets are made anew
        }
    }

    /// <summary>Tells it: readers see the old file or the new one, never a part.</summary>
    public void WriteSummary(UpFile summary)
    {
        var next = SummaryPath + ".new";
        using (var file = OwnerOnly.Open(next, FileMode.Create))
        {
            JsonSerializer.Serialize(file, summary, UpFileJson.Default.UpFile);
            file.Flush(flushToDisk: true);
        }

        File.Move(next, SummaryPath, overwrite: true);
    }

    /// <summary>Lets go of it.</summary>
    public void Dispose() => held.Dispose();
}
