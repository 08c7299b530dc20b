namespace Everlatch.Release.Drill.Machines;

/// <summary>Folders of a drill: secrets are in them.</summary>
internal static class DrillFolder
{
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Through = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Makes one that its owner alone can enter.</summary>
    public static DirectoryInfo Make(string path) => Make(path, Own);

    /// <summary>Makes one that others can pass through, and not list: PostgreSQL runs as another user below it.</summary>
    public static DirectoryInfo MakeRoot(string path) => Make(path, Own | Through);

    private static DirectoryInfo Make(string path, UnixFileMode rights) => OperatingSystem.IsWindows()
        ? throw new ReleaseException("EL2090", "A drill needs Unix sockets and signals: run it on Linux.")
        : Directory.CreateDirectory(path, rights);
}
