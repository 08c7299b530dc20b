namespace Everlatch.Schema.Catalogs.Sqlite;

/// <summary>
/// What SQLite keeps of a table only as the text that made it: checks, the expressions of generated columns, collations, names of
/// constraints. Whatever the pragmas tell is taken from them.
/// </summary>
internal sealed class SqliteTableText
{
    private static readonly string[] TableClauses = ["constraint", "primary", "unique", "check", "foreign"];
    private string? name;

    /// <summary>Reads the text of a <c>create table</c> that the engine has accepted.</summary>
    public SqliteTableText(string sql)
    {
        var cursor = new SqliteCursor(SqliteTokens.Of(sql));
        while (!cursor.IsAtEnd && !cursor.Sees("("))
        {
            cursor.Take();
        }

        foreach (var item in SqliteCursor.Items(cursor.TakeGroup()))
        {
            var part = new SqliteCursor(item);
            var column = TableClauses.Any(part.Sees) ? null : part.Take().Value;
            while (!part.IsAtEnd)
            {
                ReadClause(part, column);
            }
        }
    }

    /// <summary>Its constraints in the order in which they are written.</summary>
    public List<SqliteClause> Clauses { get; } = [];

    /// <summary>Collations by column.</summary>
    public Dictionary<string, string> Collations { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Expressions of generated columns.</summary>
    public Dictionary<string, IReadOnlyList<SqliteToken>> Generated { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Columns that say what happens instead of a refused null, with what.</summary>
    public Dictionary<string, string> NullConflicts { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether keys of deleted rows are never given again.</summary>
    public bool IsAutoIncrement { get; private set; }

    private void ReadClause(SqliteCursor part, string? column)
    {
        if (part.TryTake("constraint"))
        {
            name = part.Take().Value;
            return;
        }

        if (!ReadEitherClause(part, column) && (column is null || !ReadColumnClause(part, column)))
        {
            part.Take();
        }

        name = null;
    }

    private bool ReadEitherClause(SqliteCursor part, string? column)
    {
        if (part.TryTake("primary", "key"))
        {
            Add(ConstraintKind.Primary, part, column);
        }
        else if (part.TryTake("unique"))
        {
            Add(ConstraintKind.Unique, part, column);
        }
        else if (part.TryTake("check"))
        {
            var expression = part.TakeGroup();
            Add(new SqliteClause(ConstraintKind.Check, []) { Expression = expression, OnConflict = Conflict(part) });
        }
        else if (part.TryTake("foreign", "key"))
        {
            var columns = Names(part.TakeGroup());
            part.TryTake("references");
            Add(new SqliteClause(ConstraintKind.Foreign, columns) { IsDeferred = IsDeferred(part) });
        }
        else
        {
            return false;
        }

        return true;
    }

    private bool ReadColumnClause(SqliteCursor part, string column)
    {
        if (part.TryTake("references"))
        {
            Add(new SqliteClause(ConstraintKind.Foreign, [column]) { IsDeferred = IsDeferred(part) });
        }
        else if (part.TryTake("collate"))
        {
            Collations[column] = part.Take().Value.ToLowerInvariant();
        }
        else if (part.TryTake("generated", "always", "as") || part.TryTake("as"))
        {
            Generated[column] = part.TakeGroup();
        }
        else if (part.TryTake("not", "null"))
        {
            if (Conflict(part) is { } instead)
            {
                NullConflicts[column] = instead;
            }
        }
        else
        {
            return false;
        }

        return true;
    }

    private void Add(ConstraintKind promise, SqliteCursor part, string? column)
    {
        var columns = column is null ? Names(part.TakeGroup()) : [column];
        _ = part.TryTake("asc") || part.TryTake("desc");
        var clause = new SqliteClause(promise, columns) { OnConflict = Conflict(part) };
        IsAutoIncrement |= part.TryTake("autoincrement");
        Add(clause);
    }

    private void Add(SqliteClause clause) => Clauses.Add(clause with { Name = name });

    // What follows `references`. Without `initially deferred` it is looked at once, whatever else it says.
    private static bool IsDeferred(SqliteCursor part)
    {
        part.Take();
        part.TakeGroup();
        var deferred = false;
        while (true)
        {
            if (part.TryTake("deferrable", "initially", "deferred"))
            {
                deferred = true;
            }
            else if (part.TryTake("on"))
            {
                part.Take();
                _ = part.TryTake("set") || part.TryTake("no");
                part.Take();
            }
            else if (part.TryTake("match"))
            {
                part.Take();
            }
            else if (!part.TryTake("not", "deferrable", "initially", "deferred") && !part.TryTake("not", "deferrable")
                && !part.TryTake("initially", "immediate") && !part.TryTake("deferrable"))
            {
                return deferred;
            }
        }
    }

    private static string? Conflict(SqliteCursor part) => part.TryTake("on", "conflict") ? part.Take().Value : null;

    private static string[] Names(IReadOnlyList<SqliteToken> group) =>
        [.. SqliteCursor.Items(group).Where(item => item.Count > 0).Select(item => item[0].Value)];
}
