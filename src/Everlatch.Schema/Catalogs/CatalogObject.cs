namespace Everlatch.Schema.Catalogs;

/// <summary>One thing that a schema holds. Two are equal when everything about them is.</summary>
public abstract record CatalogObject
{
    /// <summary>The word that a line about it begins with: <c>table</c>, <c>column</c>, <c>index</c> …</summary>
    public abstract string Kind { get; }

    /// <summary>Its name in the schema, its table's before it: <c>users.email</c>.</summary>
    public abstract string Path { get; }

    /// <summary>The table that it belongs to; null for what stands alone.</summary>
    public virtual string? Table => null;

    /// <summary>What finds it again in another catalog: kind and path.</summary>
    public string Key => $"{Kind} {Path}";

    /// <summary>Everything else about it, in the order in which it is written.</summary>
    internal abstract IEnumerable<KeyValuePair<string, string>> Attributes { get; }

    /// <summary>The same line for equal objects.</summary>
    internal virtual string Comparable => ToString();

    /// <summary>One line that says all of it; see <see cref="CatalogText" />.</summary>
    public sealed override string ToString() => CatalogText.Line(this);
}
