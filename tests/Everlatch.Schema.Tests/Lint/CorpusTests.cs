using Everlatch.Schema.Lint;
using Everlatch.Testing;

namespace Everlatch.Schema.Tests.Lint;

/// <summary>Each migration of the corpus is found by exactly the rules that it names; where squawk differs, a sentence says why.</summary>
public sealed class CorpusTests(LintLab lab) : IClassFixture<LintLab>
{
    private const string Explanations = "tests/Everlatch.Schema.Tests/Lint/Corpus/squawk-differences.md";

    public static TheoryData<CorpusCase> Cases => [.. CorpusCase.All];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_case_is_found_by_the_rules_that_it_names(CorpusCase it)
    {
        var report = await lab.ReportAsync(it, Ct);

        var found = report.Findings.Where(f => f.Class != LintClass.Style).Select(f => f.Rule).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(string.Join(", ", it.Rules), string.Join(", ", found));
    }

    [Fact]
    public async Task Where_squawk_says_something_else_a_sentence_says_why_and_no_sentence_is_stale()
    {
        var cases = new List<(string, Everlatch.Schema.Migrations.Migration, LintReport)>();
        foreach (var it in CorpusCase.All)
        {
            cases.Add((it.Name, LintLab.MigrationOf(it), await lab.ReportAsync(it, Ct)));
        }

        var differences = await SquawkComparison.RunAsync(cases, Ct);

        var explained = Explained();
        AssertNone(differences.Except(explained.Keys), "has no sentence");
        AssertNone(explained.Keys.Except(differences), "is no difference any more");
        Assert.All(explained, pair => Assert.False(string.IsNullOrWhiteSpace(pair.Value), $"{pair.Key} has no sentence above it."));
    }

    [Fact]
    public void The_corpus_is_large_and_holds_both_kinds()
    {
        Assert.True(CorpusCase.All.Sum(it => LintLab.MigrationOf(it).Statements.Count) >= 150);
        Assert.True(CorpusCase.All.Count(it => it.Rules.Count == 0) >= 75);
        Assert.Equal(CorpusCase.All.Count, CorpusCase.All.DistinctBy(it => it.Name).Count());
    }

    private static void AssertNone(IEnumerable<string> lines, string what) =>
        Assert.True(!lines.Any(), string.Join('\n', lines.Select(line => $"{line}: {what}")));

    // A paragraph is a reason; the list below it names what it explains.
    private static Dictionary<string, string> Explained()
    {
        var (reason, explained) = ("", new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var line in File.ReadLines(Checkout.PathOf(Explanations)).Where(line => line.Length > 0 && !line.StartsWith('#')))
        {
            if (line.StartsWith("- ", StringComparison.Ordinal))
            {
                explained.Add(line[2..], reason);
            }
            else
            {
                reason = line;
            }
        }

        return explained;
    }
}
