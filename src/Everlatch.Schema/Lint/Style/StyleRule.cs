using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Style;

/// <summary>A rule about what a statement makes, in new tables too.</summary>
internal abstract class StyleRule : EffectRule
{
    public sealed override LintClass Class => LintClass.Style;

    /// <summary>Columns that are new, or have another type than before.</summary>
    protected static IEnumerable<CatalogColumn> TypedColumns(Effect effect) =>
        from change in effect.Changes
        where change is not CatalogChange.Removed
        let column = change.Subject as CatalogColumn
        where column is not null && !(change is CatalogChange.Changed { Before: CatalogColumn was } && was.Type == column.Type)
        select column;
}
