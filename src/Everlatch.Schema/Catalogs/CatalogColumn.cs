namespace Everlatch.Schema.Catalogs;

/// <summary>A column of a table.</summary>
/// <param name="TableName">Its table.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as the engine writes it, with length and precision: <c>character varying(20)</c>.</param>
/// <param name="Nullable">Whether it takes null.</param>
public sealed record CatalogColumn(string TableName, string Name, string Type, bool Nullable) : CatalogObject
{
    /// <summary>The expression of its default, as the engine writes it; null without one.</summary>
    public string? Default { get; init; }

    /// <summary>The expression that it is generated from, then <c>stored</c> or <c>virtual</c>; null when it is not.</summary>
    public string? Generated { get; init; }

    /// <summary><c>always</c> or <c>by default</c> for an identity column; null for others.</summary>
    public string? Identity { get; init; }

    /// <summary>Its collation where it is not the type's own; null otherwise.</summary>
    public string? Collation { get; init; }

    /// <inheritdoc />
    public override string Kind => "column";

    /// <inheritdoc />
    public override string Path => $"{TableName}.{Name}";

    /// <inheritdoc />
    public override string Table => TableName;

    /// <summary>Whether an INSERT that does not name it fails.</summary>
    public bool IsRequired => !Nullable && Default is null && Generated is null && Identity is null;

    internal override IEnumerable<KeyValuePair<string, string>> Attributes
    {
        get
        {
            yield return new("type", Type);
            yield return new("null", Nullable ? "yes" : "no");
            foreach (var (name, value) in new (string, string?)[]
            {
                ("default", Default), ("generated", Generated), ("identity", Identity), ("collation", Collation),
            })
            {
                if (value is not null)
                {
                    yield return new(name, value);
                }
            }
        }
    }
}
