using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Contracts;

/// <summary>Looks for each thing that a build needs.</summary>
internal sealed class JudgeNeeded(
    SchemaContract contract, Catalog live, IReadOnlyCollection<string> recorded, bool isAhead, CompareCatalogs.Findings findings)
{
    /// <summary>Adds what is missing and what was changed.</summary>
    public void Run()
    {
        foreach (var (key, needed) in contract.Needs.Entries)
        {
            if (live.Find(key) is { } found)
            {
                if (found != needed)
                {
                    Compare(needed, found);
                }
            }
            else if (!(isAhead && ToleranceAhead.MayBeGone(needed)) && !IsGoneWithItsTable(needed))
            {
                Miss(needed, null, contract.History.MadeBy(needed.Key, outOfNothing: true));
            }
        }
    }

    // The table is named; its columns need not be.
    private bool IsGoneWithItsTable(CatalogObject needed) =>
        needed is not CatalogTable
            && needed.Table is { } table
            && contract.Needs.Table(table) is not null
            && live.Table(table) is null;

    private void Miss(CatalogObject needed, CatalogObject? found, string? madeBy) =>
        findings.Missing.Add(
            new MissingObject(needed, found, madeBy) { IsRecorded = madeBy is not null && recorded.Contains(madeBy) });

    private void Compare(CatalogObject needed, CatalogObject found)
    {
        var shapes = contract.States.Select(state => state.Find(needed.Key)).OfType<CatalogObject>();
        if (shapes.Any(shape => shape == found || IsStronger(shape, found)))
        {
            return;
        }

        var madeBy = contract.History.MadeBy(needed.Key, outOfNothing: false);
        if (contract.History.Made(found) || (IsUnfinished(needed, found) && (madeBy is null || !recorded.Contains(madeBy))))
        {
            Miss(needed, found, madeBy);
        }
        else if (isAhead && ToleranceAhead.Allows(needed, found))
        {
            findings.Extra.Add(found);
        }
        else
        {
            findings.Foreign.Add(new ForeignObject(found, $"This build needs {needed}, and no migration of it makes this."));
        }
    }

    // What was checked against all rows holds at least as much as what was checked against new ones.
    private static bool IsStronger(CatalogObject needed, CatalogObject found) =>
        needed is CatalogConstraint { Validated: false } constraint
        && found is CatalogConstraint { Validated: true }
        && found == constraint with
        {
            Validated = true,
            Definition = constraint.Definition.Replace(" NOT VALID", "", StringComparison.Ordinal),
        };

    // Its building was begun and has not ended well yet.
    private static bool IsUnfinished(CatalogObject needed, CatalogObject found) =>
        needed is CatalogIndex { Valid: true } index
            && found is CatalogIndex { Valid: false }
            && found == index with { Valid = false };
}
