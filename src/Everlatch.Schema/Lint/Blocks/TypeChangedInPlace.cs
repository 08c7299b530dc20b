using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Blocks;

/// <summary>
/// A column whose values the engine converts, or checks, in place. Widenings that keep the rows as they are pass.
/// </summary>
internal sealed class TypeChangedInPlace : BlockRule
{
    public override string Name => "type-changed-in-place";

    public override string SafeWay =>
        "Add a column of the new type, fill it in a backfill, read it from the next release on, and drop the old one later.";

    public override IEnumerable<string> Measure(Effect effect) =>
        from change in effect.ChangedOnKnown<CatalogColumn>()
        where change.Before.Type != change.After.Type || change.Before.Collation != change.After.Collation
        let table = change.After.TableName
        let cost = Cost(effect, table)
        where cost is not null
        select $"{effect.StrongestOn(table)} lock on {table} while {cost}: "
            + $"{change.After.Name} from {Describe(change.Before)} to {Describe(change.After)}.";

    private static string Describe(CatalogColumn column) =>
        column.Collation is null ? column.Type : $"{column.Type} collate {column.Collation}";

    private static string? Cost(Effect effect, string table) =>
        effect.Rewrites(table)
            ? "every row is written anew"
            : effect.Scans(table) ? "every row is read"
            : effect.Rebuilt.Any(index => index.Table == table) ? "its indexes are built anew" : null;
}
