namespace Everlatch.Schema.Catalogs;

/// <summary>A sequence that somebody made by name; those of identity columns belong to their column.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its values.</param>
/// <param name="Definition">Its start, step and limits.</param>
public sealed record CatalogSequence(string Name, string Type, string Definition) : CatalogObject
{
    /// <summary>The column that takes it with it, as <c>table.column</c>; null when it stands alone.</summary>
    public string? OwnedBy { get; init; }

    /// <inheritdoc />
    public override string Kind => "sequence";

    /// <inheritdoc />
    public override string Path => Name;

    internal override IEnumerable<KeyValuePair<string, string>> Attributes
    {
        get
        {
            yield return new("type", Type);
            if (OwnedBy is not null)
            {
                yield return new("owned_by", OwnedBy);
            }

            yield return new("definition", Definition);
        }
    }
}
