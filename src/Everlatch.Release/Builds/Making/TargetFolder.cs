namespace Everlatch.Release.Builds.Making;

/// <summary>The folder that a build is to become. It is there with everything in it, or not at all.</summary>
internal sealed class TargetFolder
{
    /// <summary>Makes sure that it can become one, before minutes are spent on building.</summary>
    /// <exception cref="ReleaseException">Something lies there already.</exception>
    public TargetFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path).TrimEnd(System.IO.Path.DirectorySeparatorChar);
        if (File.Exists(Path) || (Directory.Exists(Path) && Directory.EnumerateFileSystemEntries(Path).Any()))
        {
            throw new ReleaseException("EL2003", $"{Path} exists and is not empty. A release is never written over another one.");
        }
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    // Beside it: between two file systems a folder is copied, and may stop half way.
    private string Coming => Path + ".coming";

    /// <summary>Brings what lies in another folder to its side, where it is named.</summary>
    /// <exception cref="ReleaseException">It cannot be written.</exception>
    public string Take(string built)
    {
        Try(() =>
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            Remove(Coming);
            Move(built, Coming);
        });
        return Coming;
    }

    /// <summary>Becomes what was taken.</summary>
    /// <exception cref="ReleaseException">Something lies there meanwhile.</exception>
    public void Appear() => Try(() =>
    {
        if (Directory.Exists(Path))
        {
            // Empty, or this fails.
            Directory.Delete(Path);
        }

        Directory.Move(Coming, Path);
    });

    private void Try(Action act)
    {
        try
        {
            act();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReleaseException("EL2003", $"{Path} cannot be written: {e.Message}", e);
        }
    }

    private static void Move(string from, string to)
    {
        try
        {
            Directory.Move(from, to);
        }
        catch (IOException)
        {
            // Another file system.
            CopyFolder.Run(from, to);
        }
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
