namespace Everlatch.Schema.Catalogs.Sqlite;

/// <summary>What SQLite tells of a schema.</summary>
internal sealed record SqliteRows
{
    /// <summary>Tables, indexes, views and triggers with their text.</summary>
    public required IReadOnlyList<Entry> Entries { get; init; }

    /// <summary>What kind of table each is.</summary>
    public required IReadOnlyDictionary<string, TableKind> Kinds { get; init; }

    /// <summary>Columns of tables and views, in order.</summary>
    public required ILookup<string, Column> Columns { get; init; }

    /// <summary>Indexes by table, those behind constraints too.</summary>
    public required ILookup<string, Index> Indexes { get; init; }

    /// <summary>Key columns of indexes, in order.</summary>
    public required ILookup<string, IndexColumn> IndexColumns { get; init; }

    /// <summary>Pairs of columns of foreign keys by table, in order.</summary>
    public required ILookup<string, ForeignPair> ForeignPairs { get; init; }

    /// <summary>A table, index, view or trigger.</summary>
    internal sealed record Entry(string Type, string Name, string Table, string Sql);

    /// <summary>What the engine was told of a table beyond its columns.</summary>
    internal sealed record TableKind(string Type, bool WithoutRowId, bool Strict);

    /// <summary>A column; <paramref name="Key" /> is its place in the primary key from 1, 0 outside of it.</summary>
    internal sealed record Column(string Table, string Name, string Type, bool NotNull, string? Default, long Key, long Hidden);

    /// <summary>An index; its origin is <c>c</c> for one made by name, <c>u</c> and <c>pk</c> for those of constraints.</summary>
    internal sealed record Index(string Table, string Name, bool Unique, string Origin);

    /// <summary>A column of an index; null is an expression.</summary>
    internal sealed record IndexColumn(string Index, string? Name, bool Descending, string Collation);

    /// <summary>One column of a foreign key; the last one that was written has id 0.</summary>
    internal sealed record ForeignPair(
        string Table, long Id, string Target, string From, string? To, string OnUpdate, string OnDelete);
}
