using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Blocks;

/// <summary>A new column whose default differs from row to row, so that every row is written.</summary>
internal sealed class VolatileDefault : BlockRule
{
    public override string Name => "volatile-default";

    public override string SafeWay =>
        "Add the column without the default, SET DEFAULT for new rows, and fill the old ones in a backfill.";

    public override IEnumerable<string> Measure(Effect effect) =>
        from column in effect.AddedToKnown<CatalogColumn>()
        where column is { Default: not null, Identity: null, Generated: null } && effect.Rewrites(column.TableName)
        let mode = effect.StrongestOn(column.TableName)
        select $"{mode} lock on {column.TableName} while every row is written anew "
            + $"with {column.Default} as {column.Name}.";
}
