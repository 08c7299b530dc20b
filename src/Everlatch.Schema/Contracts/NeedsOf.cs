using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Contracts;

/// <summary>What a release needs that has to work before and after a contract step.</summary>
internal static class NeedsOf
{
    /// <summary>What both catalogs hold; of a column that differs, the weaker promise.</summary>
    public static Catalog Both(Catalog before, Catalog after) =>
        new(after.Objects.Select(o => Weaker(before.Find(o.Key), o)).OfType<CatalogObject>());

    private static CatalogObject? Weaker(CatalogObject? before, CatalogObject after) => (before, after) switch
    {
        (null, _) => null,
        (CatalogColumn b, CatalogColumn a) when b.Type == a.Type => a with
        {
            Nullable = a.Nullable || b.Nullable,
            Default = a.Default ?? b.Default,
        },
        ({ } b, _) when b == after => after,
        _ => null,
    };
}
