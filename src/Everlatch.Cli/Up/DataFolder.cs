using Everlatch.Core.Secrets;
using Everlatch.Server;
using Everlatch.Server.Keys;

namespace Everlatch.Cli.Up;

/// <summary>The folder that holds everything of one <c>up</c>, open to its owner alone, and used by one process at a time.</summary>
internal sealed class DataFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly string path;
    private readonly FileStream held;

    private DataFolder(string path, FileStream held) => (this.path, this.held) = (path, held);

    /// <summary>The embedded database.</summary>
    public string Database => Path.Combine(path, "everlatch.db");

    /// <summary>What is told to whoever started it: addresses and credentials.</summary>
    public string Summary => Path.Combine(path, "up.json");

    private string MasterKeyPath => Path.Combine(path, "master.key");

    /// <summary>Makes the folder where it is missing and takes it.</summary>
    /// <exception cref="StartRefusedException">Another process has it.</exception>
    public static DataFolder Take(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            System.IO.Directory.CreateDirectory(path);
        }
        else
        {
            System.IO.Directory.CreateDirectory(path, OwnerOnly);
        }

        try
        {
            return new DataFolder(
                path, new FileStream(Path.Combine(path, "up.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            throw new StartRefusedException("EL1702", $"Another everlatch uses the data folder {path}.");
        }
    }

    /// <summary>The master key, made on the first start.</summary>
    public MasterKey MasterKey() =>
        File.Exists(MasterKeyPath) ? MasterKeyFile.Read(MasterKeyPath) : MasterKeyFile.Create(MasterKeyPath);

    /// <summary>Lets go of it.</summary>
    public void Dispose() => held.Dispose();
}
