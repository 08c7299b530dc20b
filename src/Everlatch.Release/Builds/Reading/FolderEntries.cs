namespace Everlatch.Release.Builds.Reading;

/// <summary>Everything that lies in a folder, by its path there. No link is followed.</summary>
internal static class FolderEntries
{
    /// <summary>Files, and links of any kind; a folder in which there is nothing is told too.</summary>
    public static IEnumerable<(string Path, FileSystemInfo Entry)> Of(string folder) => Of(new DirectoryInfo(folder), "");

    private static IEnumerable<(string Path, FileSystemInfo Entry)> Of(DirectoryInfo folder, string prefix)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            var path = prefix + entry.Name;
            if (entry is not DirectoryInfo below || entry.LinkTarget is not null)
            {
                yield return (path, entry);
                continue;
            }

            var isEmpty = true;
            foreach (var inside in Of(below, path + "/"))
            {
                isEmpty = false;
                yield return inside;
            }

            if (isEmpty)
            {
                yield return (path, entry);
            }
        }
    }
}
