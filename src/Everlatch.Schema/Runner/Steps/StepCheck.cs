using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Contracts;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Runner.Steps;

/// <summary>Compares what a step made with what it must have made.</summary>
internal static class StepCheck
{
    /// <summary>Whether anything that the step makes is there.</summary>
    public static bool IsPartlyThere(ContractStep made, Catalog live) => made.Changes.Any(change => Holds(change, live));

    /// <summary>Nothing when it is right.</summary>
    /// <param name="run">The run.</param>
    /// <param name="migration">The step.</param>
    /// <param name="before">The catalog before it.</param>
    /// <param name="after">The catalog after it.</param>
    /// <exception cref="SchemaException">It names what differs.</exception>
    public static void Require(ApplyRun run, Migration migration, Catalog before, Catalog after)
    {
        var differences = Differences(run, migration, before, after).Take(20).ToList();
        if (differences.Count > 0)
        {
            throw RunFaults.Differs(migration, differences);
        }
    }

    private static IEnumerable<string> Differences(ApplyRun run, Migration migration, Catalog before, Catalog after)
    {
        var made = run.Made(migration);
        foreach (var change in Expected(run, made).Where(change => !Holds(change, after)))
        {
            var found = after.Find(change.Subject.Key);
            yield return change is CatalogChange.Removed
                ? $"{change.Subject.Key} is still there"
                : found is null ? $"{change.Subject} is not there" : $"{change.Subject} was expected, and {found} is there";
        }

        var keys = made.Changes.Select(change => change.Subject.Key).ToHashSet(StringComparer.Ordinal);
        var tables = made.Changes.Select(change => change.Subject.Table).OfType<string>().ToHashSet(StringComparer.Ordinal);

        // A step without a transaction, and a backfill, may take hours, in which others change tables that are none of its own.
        tables.UnionWith(migration.Options.Backfill is { } walk ? [walk.Table] : []);
        var isAtOnce = migration.Options is { InTransaction: true, Backfill: null };
        foreach (var change in before.ChangesTo(after).Where(change => !keys.Contains(change.Subject.Key)
            && (isAtOnce || tables.Contains(change.Subject.Table ?? ""))))
        {
            yield return $"{change} was not expected";
        }
    }

    // Contract steps may be late. What a later step that is done made of an object counts then, and an object that an earlier one
    // has still to change cannot be compared yet.
    private static IEnumerable<CatalogChange> Expected(ApplyRun run, ContractStep made)
    {
        var steps = run.Contract.Steps;
        var place = steps.TakeWhile(step => step != made).Count();
        var waiting =
            steps.Take(place).Where(step => !run.Done.Contains(step.Step)).SelectMany(Keys).ToHashSet(StringComparer.Ordinal);
        var later = steps.Skip(place + 1).Where(step => run.Done.Contains(step.Step)).SelectMany(step => step.Changes)
            .GroupBy(change => change.Subject.Key).ToDictionary(same => same.Key, same => same.Last(), StringComparer.Ordinal);
        return made.Changes
            .Where(change => !waiting.Contains(change.Subject.Key))
            .Select(change => later.GetValueOrDefault(change.Subject.Key, change));
    }

    private static IEnumerable<string> Keys(ContractStep step) => step.Changes.Select(change => change.Subject.Key);

    private static bool Holds(CatalogChange change, Catalog live)
    {
        var found = live.Find(change.Subject.Key);
        return change is CatalogChange.Removed ? found is null : found == change.Subject;
    }
}
