namespace Everlatch.Schema.Lint.Experiments.Postgres;

/// <summary>A table, materialized view or index at one moment of a transaction.</summary>
internal sealed record PostgresRelation
{
    /// <summary>What the engine calls it for ever.</summary>
    public required long Oid { get; init; }

    /// <summary>Its name; with its schema when that is not the current one.</summary>
    public required string Name { get; init; }

    /// <summary>Its schema and its own name in it.</summary>
    public required (string Schema, string Name) Place { get; init; }

    /// <summary>Its name with its schema, as SQL takes it.</summary>
    public required string Quoted { get; init; }

    /// <summary>r table, p partitioned table, m materialized view, i and I index.</summary>
    public required char Kind { get; init; }

    /// <summary>The file that holds it: another one after a rewrite. 0 for what has none.</summary>
    public required long FileNode { get; init; }

    /// <summary>Of an index, its table; of others, itself.</summary>
    public required long Table { get; init; }

    /// <summary>The partitioned table that the table is a part of; itself when it is none.</summary>
    public required long Whole { get; init; }

    /// <summary>Whether it is a partition.</summary>
    public required bool IsPartition { get; init; }

    /// <summary>The table that it is a partition of; 0 when it is none.</summary>
    public required long Parent { get; init; }

    /// <summary>Of an index: whether equal keys are refused for every row.</summary>
    public required bool IsUnique { get; init; }

    /// <summary>Of an index: its key columns, as SQL takes them.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>
    /// Of a table, how often it was read from end to end in this session so far; of an index, how often it was used.
    /// </summary>
    public required long Scans { get; init; }

    /// <summary>Rows inserted, updated and deleted in this session so far.</summary>
    public required (long Inserted, long Updated, long Deleted) Rows { get; init; }

    /// <summary>Whether it is an index.</summary>
    public bool IsIndex => Kind is 'i' or 'I';
}
