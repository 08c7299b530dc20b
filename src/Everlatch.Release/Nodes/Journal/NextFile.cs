namespace Everlatch.Release.Nodes.Journal;

/// <summary>Puts a whole file in the place of another: whoever is killed in the middle leaves one of the two.</summary>
internal static class NextFile
{
    /// <summary>Writes it, and returns it open, with nobody else let in, when it is on the disk under its name.</summary>
    /// <exception cref="IOException">It cannot be written; what was there is there.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be.</exception>
    public static FileStream Replace(string path, byte[] content)
    {
        var next = path + ".new";
        var file = new FileStream(next, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        try
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
            File.Move(next, path, overwrite: true);
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file.Dispose();
            File.Delete(next);
            throw;
        }
    }
}
