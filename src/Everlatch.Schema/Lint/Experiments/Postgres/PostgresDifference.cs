namespace Everlatch.Schema.Lint.Experiments.Postgres;

/// <summary>What lies between two moments of a session, of the relations that were there before the release.</summary>
internal sealed class PostgresDifference(PostgresSnapshot before, PostgresSnapshot after, IReadOnlySet<long> known)
{
    /// <summary>Relations that were known and are there still: as they were, and as they are.</summary>
    private IEnumerable<(PostgresRelation Before, PostgresRelation After)> Kept =>
        from was in before.Relations.Values
        where known.Contains(was.Oid) && after.Relations.ContainsKey(was.Oid)
        select (was, after.Relations[was.Oid]);

    /// <summary>Locks that were not held before.</summary>
    public IReadOnlyList<RelationLock> Taken => LocksOf(after.Locks.Except(before.Locks));

    /// <summary>All locks that are held.</summary>
    public IReadOnlyList<RelationLock> Held => LocksOf(after.Locks);

    /// <summary>Tables that were read from end to end.</summary>
    public IReadOnlyList<(string Table, string Whole)> Scanned =>
    [
        .. Kept.Where(r => !r.After.IsIndex && r.After.Scans > r.Before.Scans)
            .Select(r => (r.After.Name, NameOf(r.After.Whole))),
    ];

    /// <summary>Tables in other files than before.</summary>
    public IReadOnlyList<PostgresRelation> Rewritten =>
        [.. Kept.Where(r => !r.After.IsIndex && IsNewFile(r.Before, r.After)).Select(r => r.After)];

    /// <summary>Indexes in other files than before.</summary>
    public IReadOnlyList<(string Index, string Table)> Rebuilt =>
        [.. Kept.Where(r => r.After.IsIndex && IsNewFile(r.Before, r.After)).Select(r => (r.After.Name, NameOf(r.After.Table)))];

    /// <summary>
    /// Indexes that are gone while their tables are not. A column that changes its type takes its indexes with it and makes them
    /// again, under the same names.
    /// </summary>
    public IReadOnlyList<(string Index, string Table)> DroppedIndexes =>
    [
        .. before.Relations.Values
            .Where(r => r.IsIndex && known.Contains(r.Oid))
            .Where(r => !after.Relations.ContainsKey(r.Oid) && after.Relations.ContainsKey(r.Table))
            .Where(r => !after.Relations.Values.Any(now => now.IsIndex && now.Table == r.Table && now.Name == r.Name))
            .Select(r => (r.Name, NameOf(r.Table))),
    ];

    /// <summary>Partitions that are none any more.</summary>
    public IReadOnlyList<(string Partition, string Whole)> Detached =>
    [
        .. Kept.Where(r => !r.After.IsIndex && r.Before.IsPartition && !r.After.IsPartition)
            .Select(r => (r.After.Name, NameOf(r.Before.Parent))),
    ];

    /// <summary>What could be named before.</summary>
    public IReadOnlySet<string> Lost => before.Names.Except(after.Names).ToHashSet(StringComparer.Ordinal);

    /// <summary>Foreign keys that are new, another in the place of an old one too.</summary>
    public IReadOnlyList<(string Table, string PointsTo)> NewKeys => KeysOnlyIn(after, before);

    /// <summary>Foreign keys that are gone.</summary>
    public IReadOnlyList<(string Table, string PointsTo)> GoneKeys => KeysOnlyIn(before, after);

    /// <summary>Names that the known tables have before or after.</summary>
    public IReadOnlySet<string> KnownNames =>
        before.Relations.Values.Concat(after.Relations.Values)
            .Where(r => !r.IsIndex && known.Contains(r.Oid)).Select(r => r.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>Tables whose rows somebody wrote, seen by the lock or by the counters.</summary>
    public IEnumerable<PostgresRelation> Written =>
        Kept.Where(r => !r.After.IsIndex && !IsNewFile(r.Before, r.After)
                && (ActOf(r.Before, r.After) is not null || Took(r.After.Oid, LockMode.RowExclusive)))
            .Select(r => r.After);

    /// <summary>
    /// Whether only unique look-ups led to the rows: no known table was read from end to end, no other index was used.
    /// </summary>
    public bool LooksUpOnly =>
        Scanned.Count == 0 && Kept.Where(r => r.After.IsIndex && r.After.Scans > r.Before.Scans).All(r => r.After.IsUnique);

    /// <summary>What was done to the rows of a table, by the counters; null when nothing.</summary>
    public RowAct? ActOf(long table) =>
        before.Relations.TryGetValue(table, out var was)
            && after.Relations.TryGetValue(table, out var now) ? ActOf(was, now) : null;

    private static RowAct? ActOf(PostgresRelation before, PostgresRelation after) => before.Rows == after.Rows
        ? null
        : after.Rows.Updated > before.Rows.Updated ? RowAct.Update
        : after.Rows.Deleted > before.Rows.Deleted ? RowAct.Delete
        : RowAct.Insert;

    private static bool IsNewFile(PostgresRelation before, PostgresRelation after) =>
        before.FileNode != 0 && after.FileNode != 0 && before.FileNode != after.FileNode;

    /// <summary>Locks by the names of what they are on; those on anything new are left out.</summary>
    public IReadOnlyList<RelationLock> LocksOf(IEnumerable<(long Relation, LockMode Mode)> locks) =>
    [
        .. from held in locks
           let relation = Find(held.Relation)
           where relation is not null && known.Contains(relation.Table) && StopsSomebody(relation, held.Mode)
           let table = Find(relation.Table)?.Name ?? relation.Name
           let whole = before.Relations.GetValueOrDefault(relation.Oid)?.Whole ?? relation.Whole
           orderby held.Mode descending, relation.Name
           select new RelationLock(table, NameOf(whole), relation.IsIndex ? relation.Name : null, held.Mode),
    ];

    // Nobody writes a materialized view but who refreshes it.
    private bool StopsSomebody(PostgresRelation relation, LockMode mode) =>
        mode == LockMode.AccessExclusive || Find(relation.Table) is not { Kind: 'm' };

    private bool Took(long relation, LockMode mode) =>
        after.Locks.Contains((relation, mode)) && !before.Locks.Contains((relation, mode));

    private List<(string Table, string PointsTo)> KeysOnlyIn(PostgresSnapshot one, PostgresSnapshot other) =>
    [
        .. one.ForeignKeys.Where(key => !key.Value.IsCopy && !other.ForeignKeys.ContainsKey(key.Key))
            .Select(key => (WholeOf(key.Value.Table), WholeOf(key.Value.PointsTo))),
    ];

    private string WholeOf(long oid) => NameOf(before.Relations.GetValueOrDefault(oid)?.Whole ?? Find(oid)?.Whole ?? 0);

    private PostgresRelation? Find(long oid) =>
        after.Relations.GetValueOrDefault(oid) ?? before.Relations.GetValueOrDefault(oid);

    private string NameOf(long oid) => Find(oid)?.Name ?? "";
}
