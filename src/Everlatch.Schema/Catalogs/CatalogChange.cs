namespace Everlatch.Schema.Catalogs;

/// <summary>One difference between two catalogs.</summary>
/// <param name="Subject">The object as it is afterwards; for a removed one, as it was.</param>
public abstract record CatalogChange(CatalogObject Subject)
{
    /// <summary>The mark that a line about it begins with: <c>+</c>, <c>-</c> or <c>~</c>.</summary>
    public abstract char Mark { get; }

    /// <inheritdoc />
    public sealed override string ToString() => $"{Mark} {Subject}";

    /// <summary>It was not there before.</summary>
    public sealed record Added(CatalogObject Subject) : CatalogChange(Subject)
    {
        /// <inheritdoc />
        public override char Mark => '+';
    }

    /// <summary>It is not there any more.</summary>
    public sealed record Removed(CatalogObject Subject) : CatalogChange(Subject)
    {
        /// <inheritdoc />
        public override char Mark => '-';
    }

    /// <summary>It is there and differs. <paramref name="Before" /> is null where a file tells only what came of it.</summary>
    public sealed record Changed(CatalogObject? Before, CatalogObject Subject) : CatalogChange(Subject)
    {
        /// <inheritdoc />
        public override char Mark => '~';
    }
}
