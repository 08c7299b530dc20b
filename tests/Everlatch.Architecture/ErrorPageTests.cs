using System.Text.RegularExpressions;

namespace Everlatch.Architecture;

/// <summary>
/// Every error id that a caller can meet has a page that says what to do, and no page describes an id that is gone.
/// </summary>
public sealed partial class ErrorPageTests
{
    private static IReadOnlySet<string> InCode { get; } =
        SourceTree.Files.Where(
            file => file.StartsWith("src/", StringComparison.Ordinal) && Path.GetExtension(file) is ".cs" or ".razor")
            .SelectMany(file => ErrorId().Matches(SourceTree.Read(file)).Select(match => match.Value))
            .ToHashSet(StringComparer.Ordinal);

    private static IReadOnlySet<string> Pages { get; } =
        SourceTree.Files.Where(file => file.StartsWith("docs/errors/EL", StringComparison.Ordinal))
            .Select(file => Path.GetFileNameWithoutExtension(file)!)
            .ToHashSet(StringComparer.Ordinal);

    [Fact]
    public void An_id_in_the_code_has_a_page() => Assert.Empty(InCode.Except(Pages).Order());

    [Fact]
    public void A_page_describes_an_id_of_the_code() => Assert.Empty(Pages.Except(InCode).Order());

    [Fact]
    public void A_page_says_the_cause_and_what_to_do() =>
        Assert.All(Pages, id =>
        {
            var text = SourceTree.Read($"docs/errors/{id}.md");
            Assert.StartsWith($"# {id}: ", text, StringComparison.Ordinal);
            Assert.Contains("## Cause", text, StringComparison.Ordinal);
            Assert.Contains("## What to do", text, StringComparison.Ordinal);
        });

    [Fact]
    public void The_index_has_one_line_for_each_page_with_its_title() =>
        Assert.Equal(
            Pages.Order(StringComparer.Ordinal).Select(id => $"- [{id}]({id}.md): {Title(id)}"),
            SourceTree.Lines("docs/errors/README.md").Where(line => line.StartsWith("- ", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));

    private static string Title(string id) =>
        SourceTree.Lines($"docs/errors/{id}.md")[0].Replace($"# {id}: ", "", StringComparison.Ordinal);

    [GeneratedRegex(@"\bEL[12][0-9]{3}\b")]
    private static partial Regex ErrorId();
}
