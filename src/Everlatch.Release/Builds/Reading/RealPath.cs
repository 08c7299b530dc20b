namespace Everlatch.Release.Builds.Reading;

/// <summary>Where a folder truly is: a link such as <c>current</c> may turn while the first is looked at.</summary>
internal static class RealPath
{
    /// <summary>The folder; null when there is none.</summary>
    public static string? Of(string path)
    {
        var folder = new DirectoryInfo(Path.GetFullPath(path).TrimEnd(Path.DirectorySeparatorChar));
        try
        {
            return folder switch
            {
                { Exists: false } => null,
                { LinkTarget: null } => folder.FullName,
                _ => folder.ResolveLinkTarget(returnFinalTarget: true)?.FullName,
            };
        }
        catch (IOException)
        {
            // A circle of links.
            return null;
        }
    }
}
