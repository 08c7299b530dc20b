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

    /// <summary>Becomes what lies in another folder, which is gone then.</summary>
    /// <exception cref="ReleaseException">It cannot be written.</exception>
    public void Take(string built)
    {
        // Beside it first: between two file systems a folder is copied, and may stop half way.
        var coming = Path + ".coming";
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            Remove(coming);
            Move(built, coming);
            Remove(Path);
            Directory.Move(coming, Path);
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
