namespace Everlatch.Schema.Catalogs;

/// <summary>A table.</summary>
/// <param name="Name">Its name.</param>
public sealed record CatalogTable(string Name) : CatalogObject
{
    /// <summary>What the engine was told beyond columns, such as <c>strict</c>; empty when nothing.</summary>
    public string Options { get; init; } = "";

    /// <inheritdoc />
    public override string Kind => "table";

    /// <inheritdoc />
    public override string Path => Name;

    /// <inheritdoc />
    public override string Table => Name;

    internal override IEnumerable<KeyValuePair<string, string>> Attributes =>
        Options.Length > 0 ? [new("options", Options)] : [];
}
