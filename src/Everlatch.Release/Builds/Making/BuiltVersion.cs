using System.Diagnostics;

namespace Everlatch.Release.Builds.Making;

/// <summary>What a built program says it is.</summary>
internal static class BuiltVersion
{
    /// <summary>Its version, made sure to be of the commit.</summary>
    /// <exception cref="ReleaseException">It says another commit, or none.</exception>
    public static string Of(string folder, string commit)
    {
        var said = FileVersionInfo.GetVersionInfo(Path.Combine(folder, "everlatch.dll")).ProductVersion ?? "";
        return said.Split('+') is [{ Length: > 0 } version, var revision] && revision == commit
            ? version
            : throw new ReleaseException("EL2008", $"What was built says that it is '{said}', and {commit} was to be built.");
    }
}
