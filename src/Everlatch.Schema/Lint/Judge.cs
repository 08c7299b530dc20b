using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Contracts;
using Everlatch.Schema.Lint.Experiments;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Lint;

/// <summary>Puts the rules to what was measured, and the files' own exceptions to what the rules find.</summary>
internal sealed class Judge(SchemaEngine engine)
{
    private readonly List<LintedFile> files = [];
    private readonly List<LintFinding> findings = [];

    /// <summary>All that was heard.</summary>
    public LintReport Report => new(
        engine.Name,
        files,
        [.. findings.OrderBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line).ThenBy(f => f.Class)]);

    /// <summary>Takes what one file did.</summary>
    /// <param name="release">The release that brings it.</param>
    /// <param name="migration">The file.</param>
    /// <param name="start">The schema before that release.</param>
    /// <param name="trials">Its transactions as they ran.</param>
    public void Hear(ReleaseFiles release, Migration migration, Shape start, IReadOnlyList<Trial> trials)
    {
        files.Add(new LintedFile(
            migration.File,
            release.Release,
            [
                .. trials.SelectMany(trial => trial.Effects)
                    .Select(effect => new LintedStatement(effect.Statement.Line, [.. Measured.Of(effect)])),
            ]));
        var older = OlderThan(release, migration, start);
        var found = trials.SelectMany(trial => Findings(new LintCase(trial, older))).ToList();
        findings.AddRange(found);
        findings.AddRange(
            migration.Options.Exceptions.Where(e => found.All(f => f.Rule != e.Rule)).Select(e => Unused(migration, e)));
    }

    // Beside an expand or backfill step runs whatever ran before. A contract step waits until that is gone; what may come back is
    // the release before.
    private List<OlderRelease> OlderThan(ReleaseFiles release, Migration migration, Shape start)
    {
        var name = release.Before is { } before ? $"release {before.Release}" : "whatever runs on the schema before";
        if (migration.Phase == MigrationPhase.Contract)
        {
            return release.Before is { } kept ? [new OlderRelease(name, kept)] : [];
        }

        var asItIs = new ContractStep("0000_before.expand", "", Catalog.Empty.ChangesTo(start.Catalog));
        return
        [
            new OlderRelease(name, new SchemaContract(engine.Name, "", [asItIs]))
            {
                Names = start.Names.Values.ToHashSet(StringComparer.Ordinal),
            },
        ];
    }

    private List<LintFinding> Findings(LintCase it)
    {
        var found = new List<LintFinding>();
        var about = new HashSet<(LintClass Class, string Key)>();
        foreach (var rule in LintRules.All.Where(rule => !rule.IsOfPostgres || engine == SchemaEngine.Postgres))
        {
            foreach (var hit in rule.Check(it).Distinct())
            {
                if (rule.IsLast && IsSpokenOf(rule.Class, hit))
                {
                    continue;
                }

                found.Add(Finding(it.Migration, rule, hit));
                about.Add((rule.Class, hit.About ?? ""));
            }
        }

        return found;

        bool IsSpokenOf(LintClass of, LintHit hit) =>
            found.Any(f => f.Line == hit.Statement.Line && f.Class == of) || (hit.About is { } key && about.Contains((of, key)));
    }

    private static LintFinding Finding(Migration migration, LintRule rule, LintHit hit) => new()
    {
        Rule = rule.Name,
        Class = rule.Class,
        File = migration.File,
        Line = hit.Statement.Line,
        Measured = hit.Measured,
        SafeWay = rule.SafeWay,
        Refuses = rule.Refuses,
        Accepted = migration.Options.Exceptions.FirstOrDefault(e => e.Rule == rule.Name)?.Reason,
    };

    private static LintFinding Unused(Migration migration, LintException exception) => new()
    {
        Rule = LintRules.UnusedAllow,
        Class = LintClass.Style,
        File = migration.File,
        Line = exception.Line,
        Measured = LintRules.All.Any(rule => rule.Name == exception.Rule)
            ? $"{exception.Rule} finds nothing in this file."
            : $"There is no rule {exception.Rule}.",
        SafeWay = "Take the line out: the next to need it shall have to say why.",
        Refuses = true,
    };
}
