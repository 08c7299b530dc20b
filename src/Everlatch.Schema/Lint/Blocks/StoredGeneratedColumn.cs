using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Blocks;

/// <summary>A new generated column whose values are stored, so that every row is written.</summary>
internal sealed class StoredGeneratedColumn : BlockRule
{
    public override string Name => "stored-generated-column";

    public override string SafeWay =>
        "Add a plain column, let the release write it, fill the old rows in a backfill; or compute it in a view or an index.";

    public override IEnumerable<string> Measure(Effect effect) =>
        from column in effect.AddedToKnown<CatalogColumn>()
        where column.Generated is not null && effect.Rewrites(column.TableName)
        let mode = effect.StrongestOn(column.TableName)
        select $"{mode} lock on {column.TableName} while every row is written anew with {column.Name}.";
}
