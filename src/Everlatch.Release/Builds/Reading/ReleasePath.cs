namespace Everlatch.Release.Builds.Reading;

/// <summary>Paths of files in a release, so that none leads out of its folder on any system.</summary>
internal static class ReleasePath
{
    private const int MaxLength = 400;

    /// <summary>Whether it is one: names of printable ASCII between single slashes, none of them <c>.</c> or <c>..</c>.</summary>
    public static bool IsSafe(string path) =>
        path.Length is > 0 and <= MaxLength
        && path.All(c => c is > ' ' and < '\x7f' and not ('\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|'))
        && path.Split('/').All(name => name.Length > 0 && name[^1] != '.');

    /// <summary>The path in a folder.</summary>
    public static string In(string folder, string path) => Path.Combine(folder, path.Replace('/', Path.DirectorySeparatorChar));
}
