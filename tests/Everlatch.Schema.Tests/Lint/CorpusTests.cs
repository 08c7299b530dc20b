using Everlatch.Schema.Lint;
using Everlatch.Schema.Migrations;
using Everlatch.Storage;

namespace Everlatch.Schema.Tests.Lint;

/// <summary>
/// Each migration of the corpus is found by exactly the rules that it names; where squawk differs, a sentence says why.
/// </summary>
public sealed class CorpusTests(LintLab lab) : IClassFixture<LintLab>
{
    public static TheoryData<CorpusCase> Cases => [.. CorpusCase.All];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_case_is_found_by_the_rules_that_it_names(CorpusCase it)
    {
        var report = await lab.ReportAsync(it, Ct);

        var found =
            report.Findings.Where(f => f.Class != LintClass.Style).Select(f => f.Rule).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(string.Join(", ", it.Rules), string.Join(", ", found));
    }

    [Fact]
    public async Task Where_squawk_says_something_else_a_sentence_says_why_and_no_sentence_is_stale()
    {
        var cases = new List<(string, Migration, LintReport)>();
        foreach (var it in CorpusCase.All)
        {
            cases.Add((it.Name, LintLab.MigrationOf(it), await lab.ReportAsync(it, Ct)));
        }

        var differences = await SquawkComparison.RunAsync(cases, Ct);

        SquawkDifferences.Read("squawk-differences").AssertAre(differences);
    }

    [Fact]
    public async Task Where_squawk_says_something_else_of_our_own_migrations_a_sentence_says_why()
    {
        await using var scratch = await Scratch.CreateAsync<OnPostgres>();
        var report = await LintMigrations.RunAsync(StorageSchema.Source, scratch.Database, all: true, Ct);
        var files = StorageSchema.Source.MigrationsOf(SchemaEngine.Postgres);

        var differences =
            await SquawkComparison.RunAsync([.. files.Select(m => (Path.GetFileName(m.File), m, Of(m, report)))], Ct);

        Assert.NotEmpty(files);
        SquawkDifferences.Read("squawk-differences-of-ours").AssertAre(differences);

        static LintReport Of(Migration migration, LintReport all) =>
            all with { Findings = [.. all.Findings.Where(finding => finding.File == migration.File)] };
    }

    [Fact]
    public void The_corpus_is_large_and_holds_both_kinds()
    {
        Assert.True(CorpusCase.All.Sum(it => LintLab.MigrationOf(it).Statements.Count) >= 150);
        Assert.True(CorpusCase.All.Count(it => it.Rules.Count == 0) >= 75);
        Assert.Equal(CorpusCase.All.Count, CorpusCase.All.DistinctBy(it => it.Name).Count());
    }
}
