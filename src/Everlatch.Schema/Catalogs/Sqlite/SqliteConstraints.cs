namespace Everlatch.Schema.Catalogs.Sqlite;

/// <summary>The constraints of a table of SQLite: what they hold from the engine, their names from the text.</summary>
internal sealed class SqliteConstraints(
    string table, IReadOnlyList<string> columns, IReadOnlyList<string> primaryKey, SqliteTableText written, SqliteRows rows,
    SqliteText text)
{
    /// <summary>All of them. Those without a name get one of their kind and columns.</summary>
    public IEnumerable<CatalogConstraint> All()
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return Primary().Concat(Unique()).Concat(Foreign()).Concat(Checks())
            .OrderBy(c => c.Definition, StringComparer.Ordinal)
            .Select(c => c with { Name = Free(c, taken) })
            .ToArray();
    }

    private IEnumerable<CatalogConstraint> Primary() =>
        primaryKey.Count == 0
            ? []
            : [Keyed(ConstraintKind.Primary, "primary key", primaryKey, primaryKey.Select(SqliteWords.Quoted))];

    private IEnumerable<CatalogConstraint> Unique() =>
        from index in rows.Indexes[table]
        where index.Origin == "u"
        let keys = rows.IndexColumns[index.Name].ToArray()
        select Keyed(ConstraintKind.Unique, "unique", [.. keys.Select(k => k.Name!)], keys.Select(KeyText));

    private CatalogConstraint Keyed(
        ConstraintKind promise, string words, IReadOnlyList<string> keys, IEnumerable<string> keyTexts)
    {
        var clause = written.Clauses.FirstOrDefault(c =>
            c.Promise == promise && c.Columns.SequenceEqual(keys, StringComparer.OrdinalIgnoreCase));
        return Of(promise, clause?.Name, keys, $"{words} ({string.Join(", ", keyTexts)}){Instead(clause)}");
    }

    private IEnumerable<CatalogConstraint> Foreign()
    {
        // The engine counts them from the last one that was written.
        var clauses = written.Clauses.Where(c => c.Promise == ConstraintKind.Foreign).Reverse().ToArray();
        foreach (var key in rows.ForeignPairs[table].GroupBy(f => f.Id))
        {
            var (first, clause) = (key.First(), clauses.ElementAtOrDefault((int)key.Key));
            var targets = first.To is null ? "" : $" ({string.Join(", ", key.Select(f => SqliteWords.Quoted(f.To!)))})";
            string[] from = [.. key.Select(f => f.From)];
            yield return Of(
                ConstraintKind.Foreign,
                clause?.Name,
                from,
                $"foreign key ({string.Join(", ", from.Select(SqliteWords.Quoted))})"
                    + $" references {SqliteWords.Quoted(first.Target)}{targets}"
                    + Action("update", first.OnUpdate) + Action("delete", first.OnDelete)
                    + (clause?.IsDeferred is true ? " deferrable initially deferred" : ""));
        }
    }

    private IEnumerable<CatalogConstraint> Checks() =>
        from clause in written.Clauses
        where clause.Promise == ConstraintKind.Check
        let looksAt = columns.Where(column => clause.Expression.Any(token =>
            token.Kind is SqliteToken.Is.Word or SqliteToken.Is.Name
                && token.Value.Equals(column, StringComparison.OrdinalIgnoreCase)))
        select Of(
            ConstraintKind.Check,
            clause.Name,
            [.. looksAt.Order(StringComparer.Ordinal)],
            $"check ({text.Of(clause.Expression)}){Instead(clause)}");

    private CatalogConstraint Of(ConstraintKind promise, string? name, IReadOnlyList<string> names, string definition) => new(
        table,
        name ?? (promise == ConstraintKind.Primary ? "primary" : string.Join('_', [CatalogText.Word(promise), .. names])),
        promise,
        string.Join(", ", names),
        definition);

    // Two checks of the same columns, or the same constraint twice, which the engine does not mind.
    private static string Free(CatalogConstraint constraint, HashSet<string> taken)
    {
        var name = constraint.Name;
        for (var number = 2; !taken.Add(name); number++)
        {
            name = $"{constraint.Name}_{number}";
        }

        return name;
    }

    private string KeyText(SqliteRows.IndexColumn key)
    {
        var own = written.Collations.GetValueOrDefault(key.Name!, "binary");
        var isOwn = key.Collation.Equals(own, StringComparison.OrdinalIgnoreCase);
        return SqliteWords.Quoted(key.Name!)
            + (isOwn ? "" : $" collate {key.Collation.ToLowerInvariant()}")
            + (key.Descending ? " desc" : "");
    }

    private static string Action(string happens, string action) =>
        action == "NO ACTION" ? "" : $" on {happens} {action.ToLowerInvariant()}";

    private static string Instead(SqliteClause? clause) =>
        clause?.OnConflict is null or "abort" ? "" : $" on conflict {clause.OnConflict}";
}
