using Everlatch.Testing;

namespace Everlatch.Architecture;

/// <summary>The files that people write: everything in the checkout but what builds, installs and runs leave behind.</summary>
internal static class SourceTree
{
    private static readonly string[] LeftBehind =
    [
        "bin", "obj", "artifacts", "node_modules", ".git", "TestResults", "BenchmarkDotNet.Artifacts", "data", ".everlatch",
        ".vs",
    ];

    /// <summary>Every file, with its path from the root, forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. Walk(new DirectoryInfo(Checkout.Root)).Order(StringComparer.Ordinal)];

    /// <summary>C# files below a folder.</summary>
    public static IEnumerable<string> CSharp(string folder = "") =>
        Files.Where(f => f.StartsWith(folder, StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal));

    /// <summary>A file's text.</summary>
    public static string Read(string file) => File.ReadAllText(Checkout.PathOf(file));

    /// <summary>A file's lines.</summary>
    public static string[] Lines(string file) => File.ReadAllLines(Checkout.PathOf(file));

    private static IEnumerable<string> Walk(DirectoryInfo folder)
    {
        foreach (var file in folder.EnumerateFiles())
        {
            yield return Path.GetRelativePath(Checkout.Root, file.FullName).Replace('\\', '/');
        }

        foreach (var below in folder.EnumerateDirectories().Where(d => !LeftBehind.Contains(d.Name, StringComparer.Ordinal)))
        {
            foreach (var file in Walk(below))
            {
                yield return file;
            }
        }
    }
}
