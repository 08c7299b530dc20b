namespace Everlatch.Schema.Migrations;

/// <summary>
/// Checks what a file may hold: at least one statement, none that ends the runner's transaction, and of a backfill just one.
/// </summary>
internal static class CheckStatements
{
    // In each: the words that a statement begins with.
    private static readonly string[][] TransactionControl =
    [
        ["begin"], ["start", "transaction"], ["commit"], ["end"], ["rollback"], ["abort"], ["savepoint"], ["release"],
        ["prepare", "transaction"],
    ];

    /// <summary>Passes, or refuses.</summary>
    /// <exception cref="SchemaException">The file holds something that it may not, or not what it must.</exception>
    public static void Run(Migration migration, SchemaEngine engine)
    {
        if (migration.Statements.Count == 0)
        {
            throw new SchemaException("EL1811", "There is no statement in this file.", migration.File);
        }

        foreach (var statement in migration.Statements)
        {
            RequireNoTransactionControl(statement, migration.File, engine);
        }

        if (migration.Phase == MigrationPhase.Backfill)
        {
            RequireBatch(migration, engine);
        }
    }

    private static void RequireNoTransactionControl(SqlText statement, string file, SchemaEngine engine)
    {
        var begin = SqlWords.Of(statement, file, engine).Take(2).ToList();
        if (TransactionControl.FirstOrDefault(c => begin.Take(c.Length).SequenceEqual(c)) is { } control)
        {
            throw new SchemaException(
                "EL1810",
                $"{string.Join(' ', control).ToUpperInvariant()}: the runner begins and ends transactions; "
                    + "'no-transaction' turns that off.",
                file,
                statement.Line);
        }
    }

    private static void RequireBatch(Migration migration, SchemaEngine engine)
    {
        var first = migration.Statements[0];
        var words = SqlWords.Of(first, migration.File, engine).ToList();
        var names = words.Zip(words.Skip(1)).Where(pair => pair.First == "@").Select(pair => pair.Second).ToHashSet();
        if (migration.Statements.Count > 1 || !names.Contains("after") || !names.Contains("upto"))
        {
            throw new SchemaException(
                "EL1812",
                "A backfill is one statement for the rows of one batch: … where KEY > @after and KEY <= @upto.",
                migration.File,
                migration.Statements.Count > 1 ? migration.Statements[1].Line : first.Line);
        }
    }
}
