using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Contracts;

/// <summary>
/// What a newer release may have made of something that this build needs, without this build failing on it. Only
/// where the database records that one was here: it proved that this build goes on working, and this build's gate
/// must not close for no reason.
/// </summary>
internal static class ToleranceAhead
{
    /// <summary>Whether it may be gone: it only refused rows, or only made something faster.</summary>
    public static bool MayBeGone(CatalogObject needed) => needed
        is CatalogIndex { Unique: false }
        or CatalogConstraint { Promise: ConstraintKind.Check or ConstraintKind.Exclude }
        or CatalogOther { What: "statistics" };

    /// <summary>Whether it may look like this.</summary>
    public static bool Allows(CatalogObject needed, CatalogObject found) => (needed, found) switch
    {
        (CatalogColumn n, CatalogColumn f) => IsLooser(n, f),
        (CatalogIndex { Unique: false }, CatalogIndex { Unique: false }) => true,
        (CatalogConstraint n, CatalogConstraint f) =>
            n.Promise == f.Promise && n.Promise is ConstraintKind.Check or ConstraintKind.Exclude or ConstraintKind.Foreign,
        (CatalogView n, CatalogView f) => n.Materialized == f.Materialized && Holds(f.Columns, n.Columns),
        (CatalogSequence n, CatalogSequence f) => n.Type == f.Type,
        (CatalogOther { What: "enum" } n, CatalogOther f) => Holds(Inside(f.Definition), Inside(n.Definition)),
        (CatalogOther { What: "type" }, _) => false,
        (CatalogOther, CatalogOther) => true,
        _ => false,
    };

    // Everything that was written and read goes on being so: more rows pass, and no default is missed.
    private static bool IsLooser(CatalogColumn needed, CatalogColumn found) =>
        found == needed with { Nullable = found.Nullable, Default = found.Default }
        && (found.Nullable || !needed.Nullable)
        && (found.Default is not null || needed.Default is null);

    private static bool Holds(string all, string some) =>
        !some.Split(", ").Except(all.Split(", "), StringComparer.Ordinal).Any();

    private static string Inside(string definition) =>
        definition[(definition.IndexOf('(', StringComparison.Ordinal) + 1)..].TrimEnd(')');
}
