using System.Text.Json;
using Everlatch.Cli.Up;
using Everlatch.Hosting;
using Everlatch.Server;

namespace Everlatch.Cli.Init;

/// <summary>A new file for credentials, open to its owner alone. It is gone again unless something was written to it.</summary>
internal sealed class CredentialsFile : IDisposable
{
    private readonly string path;
    private readonly FileStream file;
    private bool written;

    private CredentialsFile(string path, FileStream file) => (this.path, this.file) = (path, file);

    /// <summary>Makes the file, before there is anything to lose.</summary>
    /// <exception cref="StartRefusedException">It exists, or cannot be made.</exception>
    public static CredentialsFile Create(string path)
    {
        try
        {
            return new CredentialsFile(path, OwnerOnly.Open(path, FileMode.CreateNew));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException("EL1722", $"The credentials cannot be written to a new file {path}: {e.Message}");
        }
    }

    /// <summary>Writes the credentials; they are on the disk when this returns.</summary>
    public void Write(UpFile.ManagementAccess credentials)
    {
        JsonSerializer.Serialize(file, credentials, UpFileJson.Default.ManagementAccess);
        file.Flush(flushToDisk: true);
        written = true;
    }

    /// <summary>Closes it.</summary>
    public void Dispose()
    {
        file.Dispose();
        if (!written)
        {
            File.Delete(path);
        }
    }
}
