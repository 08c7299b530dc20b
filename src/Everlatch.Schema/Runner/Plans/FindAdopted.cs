using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Contracts;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Runner.Plans;

/// <summary>
/// Finds the steps that a database without a ledger has behind it: what their contract makes is exactly what is there.
/// </summary>
internal static class FindAdopted
{
    private static readonly string ContractEnd = End(MigrationPhase.Contract);
    private static readonly string BackfillEnd = End(MigrationPhase.Backfill);

    /// <summary>Their names in order; none when nothing of the build's is there.</summary>
    /// <param name="contract">The build's.</param>
    /// <param name="live">The catalog. What no step ever makes does not count.</param>
    /// <param name="recorded">Steps that a runner before this one recorded.</param>
    /// <exception cref="SchemaException">It is no state that the steps lead to.</exception>
    public static IReadOnlyList<string> Run(SchemaContract contract, Catalog live, IReadOnlyCollection<string> recorded)
    {
        var ours = contract.Steps.SelectMany(step => step.Changes)
            .Select(change => change.Subject.Key)
            .ToHashSet(StringComparer.Ordinal);
        var there = live.Without(o => !ours.Contains(o.Key));

        // All in order, or with the contract steps still to come; the longest that fits.
        var ways = Ways(contract.Steps).Concat(Ways([.. contract.Steps.Where(step => !IsContract(step))])).ToList();
        var fitting = ways.Where(way => way.Catalog.Digest == there.Digest).OrderBy(way => way.Steps.Count).LastOrDefault();
        if (fitting is not null)
        {
            return WithoutUnproved(fitting.Steps, recorded);
        }

        var nearest = ways.MinBy(way => way.Catalog.ChangesTo(there).Count)!;
        throw RunFaults.Unknown(
            nearest.Steps.Count == 0 ? "an empty one" : nearest.Steps[^1].Step,
            nearest.Catalog.ChangesTo(there).Take(10).Select(change => change.ToString()!));
    }

    private static IEnumerable<Way> Ways(IReadOnlyList<ContractStep> steps)
    {
        var catalog = Catalog.Empty;
        yield return new Way([], catalog);
        for (var i = 0; i < steps.Count; i++)
        {
            catalog = catalog.After(steps[i].Changes);
            yield return new Way([.. steps.Take(i + 1)], catalog);
        }
    }

    // Steps at the end that leave no trace in the catalog may not have run, and of a backfill that holds anywhere: what came
    // after it did not need it. Only a contract step did, whose turn comes when the rows are moved; their source may be gone.
    private static string[] WithoutUnproved(IReadOnlyList<ContractStep> steps, IReadOnlyCollection<string> recorded)
    {
        var count = steps.Count;
        while (count > 0 && steps[count - 1].Changes.Count == 0 && !recorded.Contains(steps[count - 1].Step))
        {
            count--;
        }

        var lastContract = steps.Take(count).Select((step, at) => IsContract(step) ? at : -1).Append(-1).Max();
        return
        [
            .. steps.Take(count)
                .Where((step, at) => !IsBackfill(step) || at < lastContract || recorded.Contains(step.Step))
                .Select(step => step.Step),
        ];
    }

    private static string End(MigrationPhase phase) => "." + phase.ToString().ToLowerInvariant();

    private static bool IsBackfill(ContractStep step) => step.Step.EndsWith(BackfillEnd, StringComparison.Ordinal);

    private static bool IsContract(ContractStep step) => step.Step.EndsWith(ContractEnd, StringComparison.Ordinal);

    private sealed record Way(IReadOnlyList<ContractStep> Steps, Catalog Catalog);
}
