using System.Security.Cryptography;
using Everlatch.Core;

namespace Everlatch.Edge.Certificates;

/// <summary>
/// Certificates on this edge's own disk, one file a host, sealed as they came: an edge that starts while a region does not answer
/// serves with them.
/// </summary>
internal sealed partial class KeptCertificates
{
    // Beside the files and not an ending of their names: a host has up to 253 letters, and a file's name 255.
    private const string Fresh = ".fresh";
    private readonly string folder;
    private readonly string fresh;
    private readonly EdgeKey key;
    private readonly ILogger logger;

    /// <summary>Makes the folder where it is missing, open to its owner alone.</summary>
    public KeptCertificates(string folder, EdgeKey key, ILogger<KeptCertificates> logger)
    {
        (this.folder, fresh, this.key, this.logger) = (folder, Path.Combine(folder, Fresh), key, logger);
        CreateFolder(folder);
        CreateFolder(fresh);
        foreach (var torn in System.IO.Directory.EnumerateFiles(fresh))
        {
            File.Delete(torn);
        }
    }

    /// <summary>The certificate of a host; null when none is kept, or what is kept was not sealed for it.</summary>
    public async Task<HeldCertificate?> FindAsync(HostName host, CancellationToken ct)
    {
        var path = PathOf(host);
        try
        {
            return File.Exists(path)
                ? HeldCertificate.Of(host, key.Open(host, await File.ReadAllBytesAsync(path, ct)))
                : null;
        }
        catch (CryptographicException e)
        {
            LogRefused(host.Value, e.Message);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            LogDisk(host.Value, e.Message);
            return null;
        }
    }

    /// <summary>Keeps a certificate as it came. A disk that does not take it costs a start, not a handshake.</summary>
    public async Task KeepAsync(HostName host, ReadOnlyMemory<byte> sealedCertificate, CancellationToken ct)
    {
        try
        {
            var path = Path.Combine(fresh, Path.GetFileName(PathOf(host)));
            await using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                await file.WriteAsync(sealedCertificate, ct);
                file.Flush(flushToDisk: true);
            }

            File.Move(path, PathOf(host), overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            LogDisk(host.Value, e.Message);
        }
    }

    /// <summary>Removes what is kept of hosts that need none any more, and says how many those were.</summary>
    public int Sweep(Func<HostName, bool> isNeeded)
    {
        var swept = 0;
        foreach (var path in System.IO.Directory.EnumerateFiles(folder))
        {
            var host = HostName.Trusted(Path.GetFileName(path).Replace('_', ':'));
            if (!isNeeded(host))
            {
                File.Delete(path);
                swept++;
            }
        }

        return swept;
    }

    private static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            System.IO.Directory.CreateDirectory(path);
        }
        else
        {
            System.IO.Directory.CreateDirectory(
                path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    // Colons of IPv6 addresses are not everywhere part of a file's name; an underscore is in no host's.
    private string PathOf(HostName host) => Path.Combine(folder, host.Value.Replace(':', '_'));

    [LoggerMessage(6401, LogLevel.Error, "What is kept of the certificate of {Host} is refused, it is fetched anew: {Reason}")]
    private partial void LogRefused(string host, string reason);

    [LoggerMessage(6402, LogLevel.Warning, "The certificate of {Host} cannot be kept on disk or read from it: {Reason}")]
    private partial void LogDisk(string host, string reason);
}
