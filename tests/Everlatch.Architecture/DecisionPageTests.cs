using System.Text.RegularExpressions;

namespace Everlatch.Architecture;

/// <summary>A decision is named by its number, so a number names one page, and the index has one line for each page.</summary>
public sealed partial class DecisionPageTests
{
    private const string Folder = "docs/adr/";

    private static IReadOnlyList<string> Pages { get; } =
        [.. SourceTree.Files.Where(file => file.StartsWith(Folder + "0", StringComparison.Ordinal)).Select(Path.GetFileName)!];

    [Fact]
    public void A_number_names_one_page() =>
        Assert.Empty(Pages.GroupBy(Number, StringComparer.Ordinal).Where(pages => pages.Count() > 1).SelectMany(pages => pages));

    [Fact]
    public void The_index_has_one_line_for_each_page_with_its_title() =>
        Assert.Equal(
            Pages.Select(page => $"- [{Number(page)}]({page}): {Title(page)}"),
            SourceTree.Lines(Folder + "README.md").Where(line => line.StartsWith("- ", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));

    // A renumbered page leaves behind whoever still points at its old number.
    [Fact]
    public void A_decision_that_somebody_points_at_has_a_page() =>
        Assert.All(
            SourceTree.Files.Where(file => Path.GetExtension(file) is ".cs" or ".razor" or ".md" or ".sh" or ".sql" or ".yml"),
            file => Assert.Subset(Named, PointedAt(file)));

    private static HashSet<string> Named { get; } = [.. Pages, .. Pages.Select(Number)];

    private static HashSet<string> PointedAt(string file) =>
        [.. Pointer().Matches(SourceTree.Read(file)).Select(pointer => pointer.Groups[1].Value)];

    private static string Number(string page) => page[..4];

    private static string Title(string page)
    {
        var heading = SourceTree.Lines(Folder + page)[0];
        var number = $"# {Number(page)}. ";
        return heading.StartsWith(number, StringComparison.Ordinal) ? heading[number.Length..] : $"(not headed '{number}…')";
    }

    [GeneratedRegex(@"\badr/([0-9]{4}(?:-[0-9a-z-]+\.md)?)")]
    private static partial Regex Pointer();
}
