namespace Everlatch.Release.Builds.Making;

/// <summary>Copies a folder with everything below it; rights of files go with them.</summary>
internal static class CopyFolder
{
    /// <summary>Does it.</summary>
    /// <exception cref="IOException">Something cannot be read or written.</exception>
    public static void Run(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (var folder in Directory.EnumerateDirectories(from))
        {
            Run(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }
}
