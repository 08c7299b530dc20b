namespace Everlatch.Storage.Conformance.Isolation;

/// <summary>A column as the database itself describes it.</summary>
internal sealed record Column
{
    public required string Table { get; init; }

    public required string Name { get; init; }

    public required string Type { get; init; }

    public required bool Required { get; init; }

    public ColumnKind Kind => Type.ToLowerInvariant() switch
    {
        "blob" or "bytea" => ColumnKind.Bytes,
        "integer" or "bigint" => ColumnKind.Time,
        _ => Name.EndsWith("_json", StringComparison.Ordinal) ? ColumnKind.Json : ColumnKind.Text,
    };
}
