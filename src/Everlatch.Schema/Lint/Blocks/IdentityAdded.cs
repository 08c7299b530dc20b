using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Blocks;

/// <summary>A new identity column on a table with rows, so that every row is written.</summary>
internal sealed class IdentityAdded : BlockRule
{
    public override string Name => "identity-added";

    public override string SafeWay =>
        "Add a plain bigint column, SET DEFAULT nextval(…) of a sequence, "
        + "fill the old rows in a backfill, then ADD GENERATED … AS IDENTITY.";

    public override IEnumerable<string> Measure(Effect effect) =>
        from column in effect.AddedToKnown<CatalogColumn>()
        where column.Identity is not null && effect.Rewrites(column.TableName)
        let mode = effect.StrongestOn(column.TableName)
        select $"{mode} lock on {column.TableName} while every row is written anew "
            + $"with a number as {column.Name}.";
}
