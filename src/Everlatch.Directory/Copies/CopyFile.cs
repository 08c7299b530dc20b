namespace Everlatch.Directory.Copies;

/// <summary>Where a copy lies: one file for builds that read the directory alike, which only its owner may read.</summary>
/// <remarks>
/// A release that reads it otherwise has a file beside this one, so that going back to the release before finds what that one
/// wrote last.
/// </remarks>
internal sealed class CopyFile : IDisposable
{
    /// <summary>What its frames are sealed as.</summary>
    public const string Kind = "directory copy";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string path;
    private readonly FileStream turn;

    /// <summary>Takes the file for this process.</summary>
    /// <exception cref="IOException">Another server has it, or the folder cannot be written.</exception>
    public CopyFile(string folder, ReadOnlySpan<byte> fingerprint)
    {
        System.IO.Directory.CreateDirectory(folder);
        path = Path.Combine(folder, $"directory-{Convert.ToHexStringLower(fingerprint[..4])}.copy");
        turn = Open(path + ".lock", FileMode.OpenOrCreate, FileShare.None);
    }

    /// <summary>Opens what there is; null when nothing is.</summary>
    public FileStream? OpenToExtend() => File.Exists(path) ? Open(path, FileMode.Open, FileShare.Read) : null;

    /// <summary>Begins one that takes its place when it is kept.</summary>
    public FileStream CreateNew() => Open(path + ".new", FileMode.Create, FileShare.Read);

    /// <summary>Puts the new one in the place of the one before, durably and at once.</summary>
    public void Keep(FileStream written)
    {
        written.Flush(flushToDisk: true);
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <inheritdoc />
    public void Dispose() => turn.Dispose();

    private static FileStream Open(string path, FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open)
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(path, options);
    }
}
