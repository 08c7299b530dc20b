using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Lint.Experiments;

/// <summary>What one statement did. Locks, scans and rewrites are of what was there before the release.</summary>
internal sealed record Effect
{
    /// <summary>The statement.</summary>
    public required SqlText Statement { get; init; }

    /// <summary>The engine's own name for a statement that it refuses to run in a transaction; null for others.</summary>
    public string? RunsAlone { get; init; }

    /// <summary>The locks that it took, or waited for.</summary>
    public IReadOnlyList<RelationLock> Locks { get; init; } = [];

    /// <summary>All locks that its transaction held when it was done.</summary>
    public IReadOnlyList<RelationLock> Held { get; init; } = [];

    /// <summary>Tables that were read from end to end, each with the partitioned table that it is a part of.</summary>
    public IReadOnlyList<(string Table, string Whole)> Scanned { get; init; } = [];

    /// <summary>Tables whose rows were all written anew.</summary>
    public IReadOnlyList<string> Rewritten { get; init; } = [];

    /// <summary>Indexes that were built anew in place, each with its table.</summary>
    public IReadOnlyList<(string Index, string Table)> Rebuilt { get; init; } = [];

    /// <summary>Indexes that are gone, each with its table.</summary>
    public IReadOnlyList<(string Index, string Table)> DroppedIndexes { get; init; } = [];

    /// <summary>Foreign keys that it made, each with its table and the one that it points to.</summary>
    public IReadOnlyList<(string Table, string PointsTo)> NewForeignKeys { get; init; } = [];

    /// <summary>Foreign keys that it took away, each with its table and the one that it pointed to.</summary>
    public IReadOnlyList<(string Table, string PointsTo)> GoneForeignKeys { get; init; } = [];

    /// <summary>On SQLite: tables whose rows were all written anew, in place or by way of another table.</summary>
    public IReadOnlyList<string> RebuiltTables { get; init; } = [];

    /// <summary>On SQLite: whether it took the one lock that every writer of the database needs.</summary>
    public bool LocksDatabase { get; init; }

    /// <summary>Tables whose rows are all gone.</summary>
    public IReadOnlyList<string> Emptied { get; init; } = [];

    /// <summary>Partitions that became tables of their own, each with the table that they were part of.</summary>
    public IReadOnlyList<(string Partition, string Whole)> Detached { get; init; } = [];

    /// <summary>Rows that it writes.</summary>
    public IReadOnlyList<RowWrite> Writes { get; init; } = [];

    /// <summary>What it changed of the catalog.</summary>
    public IReadOnlyList<CatalogChange> Changes { get; init; } = [];

    /// <summary>
    /// On PostgreSQL: kind and path of what no statement can name any more, in other schemas and within views and enums too.
    /// </summary>
    public IReadOnlySet<string> Lost { get; init; } = new HashSet<string>();

    /// <summary>Keys of new checks that a row of nothing but defaults passes.</summary>
    public IReadOnlySet<string> PassedByDefaults { get; init; } = new HashSet<string>();

    /// <summary>Names of the tables that were there before the release, as they are called before or after it.</summary>
    public IReadOnlySet<string> Known { get; init; } = new HashSet<string>();

    /// <summary>What it changed of the time that statements wait for a lock; null when nothing.</summary>
    public string? LockTimeoutChange { get; init; }

    /// <summary>
    /// Why a second run of it fails; null when it does not, or was not tried because its file is one transaction.
    /// </summary>
    public string? FailsWhenRepeated { get; init; }

    /// <summary>Whether a table was there before the release.</summary>
    public bool Knows(string? table) => table is not null && Known.Contains(table);

    /// <summary>The strongest lock on the table that was held when it was done.</summary>
    public LockMode StrongestOn(string table) =>
        Held.Where(held => held.Table == table && held.Index is null).Select(held => held.Mode).DefaultIfEmpty().Max();

    /// <summary>Whether the table, or a part of it, was read from end to end.</summary>
    public bool Scans(string table) => Scanned.Any(scan => scan.Table == table || scan.Whole == table);

    /// <summary>Whether the rows of the table, or of a part of it, were written anew.</summary>
    public bool Rewrites(string table) =>
        Rewritten.Contains(table) || Held.Any(held => held.Whole == table && Rewritten.Contains(held.Table));

    /// <summary>What it added to the catalog, on tables that were there before the release.</summary>
    public IEnumerable<T> AddedToKnown<T>()
        where T : CatalogObject =>
        Changes.OfType<CatalogChange.Added>().Select(change => change.Subject).OfType<T>().Where(added => Knows(added.Table));

    /// <summary>The constraints among these, and those that it put in the place of others of their name.</summary>
    public IEnumerable<CatalogConstraint> NewConstraints() =>
        AddedToKnown<CatalogConstraint>().Concat(
            ChangedOnKnown<CatalogConstraint>().Where(
                c => c.Before.BareDefinition != c.After.BareDefinition).Select(c => c.After));

    /// <summary>Before and after of what it changed, on tables that were there before the release.</summary>
    public IEnumerable<(T Before, T After)> ChangedOnKnown<T>()
        where T : CatalogObject =>
        Changes.OfType<CatalogChange.Changed>()
            .Where(change => Knows(change.Subject.Table))
            .Select(change => (Before: change.Before as T, After: change.Subject as T))
            .Where(pair => pair is { Before: not null, After: not null })
            .Select(pair => (pair.Before!, pair.After!));
}
