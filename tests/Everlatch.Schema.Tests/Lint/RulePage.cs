using System.Text.RegularExpressions;
using Everlatch.Testing;

namespace Everlatch.Schema.Tests.Lint;

/// <summary>
/// The page of a rule, whose examples are its test: one that is found, and files that reach the same and are not.
/// </summary>
/// <param name="Rule">The rule.</param>
/// <param name="Class">What the page says that it is about.</param>
/// <param name="Examples">The blocks of SQL: whether it is the bad one, the phase, the text.</param>
public sealed partial record RulePage(string Rule, string Class, IReadOnlyList<(bool IsBad, string Phase, string Sql)> Examples)
{
    private const string Folder = "docs/lint";

    /// <summary>Names of all pages.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. System.IO.Directory.EnumerateFiles(Checkout.PathOf(Folder), "*.md")
            .Select(Path.GetFileNameWithoutExtension)
            .OfType<string>()
            .Where(name => name != "README").Order(StringComparer.Ordinal),
    ];

    /// <summary>The list of the rules.</summary>
    public static string Index { get; } = File.ReadAllText(Checkout.PathOf($"{Folder}/README.md"));

    /// <summary>Reads the page of a rule.</summary>
    public static RulePage Read(string rule)
    {
        var text = File.ReadAllText(Checkout.PathOf($"{Folder}/{rule}.md"));
        Assert.StartsWith($"# {rule}\n", text, StringComparison.Ordinal);
        Assert.Contains("\n## Measured\n", text, StringComparison.Ordinal);
        Assert.Contains("\n## The safe way\n", text, StringComparison.Ordinal);
        return new RulePage(
            rule,
            ClassLine().Match(text).Groups[1].Value,
            [
                .. Example().Matches(text).Select(match => (
                    match.Groups[1].Value == "bad",
                    match.Groups[2].Success ? match.Groups[2].Value : "expand",
                    match.Groups[3].Value)),
            ]);
    }

    [GeneratedRegex(@"^Class: \*\*(\w+)\*\*$", RegexOptions.Multiline)]
    private static partial Regex ClassLine();

    [GeneratedRegex(@"^```sql (bad|good)(?: (\w+))?\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();
}
