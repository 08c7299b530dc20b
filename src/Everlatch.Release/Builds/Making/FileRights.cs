namespace Everlatch.Release.Builds.Making;

/// <summary>Gives what was built the same rights whatever this user's default is: everybody reads, its owner writes.</summary>
internal static class FileRights
{
    private const UnixFileMode Plain =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode Run = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    // The runtime's own, which writes a dump when the program dies.
    private static readonly string[] Programs = ["everlatch", "everlatch.exe", "createdump", "createdump.exe"];

    /// <summary>Whether a file of a release is a program.</summary>
    public static bool IsProgram(string path) => Programs.Contains(path, StringComparer.Ordinal);

    /// <summary>Does it.</summary>
    public static void Set(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (var below in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories).Prepend(folder))
        {
            File.SetUnixFileMode(below, Plain | Run);
        }

        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            File.SetUnixFileMode(file, IsProgram(Path.GetRelativePath(folder, file)) ? Plain | Run : Plain);
        }
    }
}
