using Everlatch.Schema.Lint;
using Everlatch.Schema.Lint.Blocks;

namespace Everlatch.Schema.Tests.Lint;

/// <summary>Every rule has a page, and the page's example is found while the safe way beside it is not.</summary>
public sealed class RulePageTests(LintLab lab) : IClassFixture<LintLab>
{
    // Its example runs on SQLite.
    private static readonly string OnSqlite = new TableRebuilt().Name;

    public static TheoryData<string> OnPostgres => [.. RulePage.Names.Where(name => name != OnSqlite)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(OnPostgres))]
    public async Task The_bad_example_is_found_and_the_safe_way_is_not(string rule)
    {
        var page = RulePage.Read(rule);

        foreach (var bad in page.Examples.Where(example => example.IsBad))
        {
            var findings = (await lab.TryAsync(bad.Sql, bad.Phase, Ct)).Findings;
            Assert.Contains(findings, finding => finding.Rule == rule);
        }

        var good = (await lab.TryAsync([.. page.Examples.Where(e => !e.IsBad).Select(e => (e.Sql, e.Phase))], Ct)).Findings;
        Assert.DoesNotContain(good, finding => finding.Rule == rule);
        Assert.DoesNotContain(
            good, finding => finding.Stands && finding.Class.ToString().Equals(page.Class, StringComparison.OrdinalIgnoreCase));
        Assert.True(page.Examples.Count >= 2);
    }

    [Fact]
    public void Every_rule_has_a_page_and_every_page_a_rule() =>
        Assert.Equal(
            LintRules.All.Select(rule => rule.Name).Append(LintRules.UnusedAllow).Order(StringComparer.Ordinal), RulePage.Names);

    [Fact]
    public void The_index_lists_every_page() =>
        Assert.All(RulePage.Names, name => Assert.Contains($"- [{name}]({name}.md)", RulePage.Index, StringComparison.Ordinal));

    [Fact]
    public void A_page_says_the_class_of_its_rule() =>
        Assert.All(LintRules.All, rule => Assert.Equal(rule.Class.ToString().ToLowerInvariant(), RulePage.Read(rule.Name).Class));

    [Fact]
    public void A_rule_says_the_safe_way_in_a_sentence() =>
        Assert.All(LintRules.All, rule => Assert.EndsWith(".", rule.SafeWay, StringComparison.Ordinal));
}
