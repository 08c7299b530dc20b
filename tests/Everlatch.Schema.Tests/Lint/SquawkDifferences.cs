using Everlatch.Testing;

namespace Everlatch.Schema.Tests.Lint;

/// <summary>
/// The differences that are known, each with its reason: a paragraph, and the list below it names what it explains.
/// </summary>
/// <param name="Reasons">The reasons, by what they explain.</param>
internal sealed record SquawkDifferences(IReadOnlyDictionary<string, string> Reasons)
{
    private const string Folder = "tests/Everlatch.Schema.Tests/Lint/Corpus/";
    private const string Item = "- ";

    /// <summary>Reads a file of the corpus.</summary>
    public static SquawkDifferences Read(string name)
    {
        var (reason, isListing, reasons) = ("", false, new Dictionary<string, string>(StringComparer.Ordinal));
        var lines = File.ReadLines(Checkout.PathOf($"{Folder}{name}.md"));
        foreach (var line in lines.Where(line => line.Length > 0 && !line.StartsWith('#')))
        {
            if (line.StartsWith(Item, StringComparison.Ordinal))
            {
                reasons.Add(line[Item.Length..], reason);
                isListing = true;
            }
            else
            {
                (reason, isListing) = (isListing ? line : $"{reason} {line}".Trim(), false);
            }
        }

        return new SquawkDifferences(reasons);
    }

    /// <summary>
    /// Fails for a difference without a reason, for a reason without a difference, and for a list without a sentence.
    /// </summary>
    public void AssertAre(IReadOnlyCollection<string> differences)
    {
        AssertNone(differences.Except(Reasons.Keys), "has no sentence");
        AssertNone(Reasons.Keys.Except(differences), "is no difference any more");
        AssertNone(Reasons.Where(pair => !pair.Value.EndsWith('.')).Select(pair => pair.Key), "has no sentence above it");
    }

    private static void AssertNone(IEnumerable<string> lines, string what) =>
        Assert.True(!lines.Any(), string.Join('\n', lines.Select(line => $"{line}: {what}")));
}
