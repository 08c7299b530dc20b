using static Everlatch.Schema.Catalogs.Sqlite.SqliteWords;

namespace Everlatch.Schema.Statements.Sqlite;

/// <summary>Finds out what statements have to do with one table.</summary>
internal sealed class DescribeSqliteTable(SqliteStandIn standIn, string table)
{
    private readonly Dictionary<string, List<string>> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> inserts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> updates = new(StringComparer.Ordinal);

    /// <summary>The facts of each statement that has to do with it.</summary>
    /// <exception cref="SchemaException">The engine does not tell.</exception>
    public async Task<IReadOnlyList<(string Statement, StatementTable Fact)>> RunAsync(
        IReadOnlyList<ManifestStatement> statements, CancellationToken ct)
    {
        var touching = Those(statements, await standIn.RefusalsAsync(standIn.Nothing, statements, ct));
        if (touching.Count == 0)
        {
            return [];
        }

        foreach (var (name, message) in await standIn.RefusalsAsync(standIn.Same, touching, ct))
        {
            throw new SchemaException(
                "EL1852", $"What {name} does to {table} cannot be told: in the place of the table, {message}");
        }

        var inserting = Those(touching, await standIn.RefusalsAsync(standIn.Refusing("insert"), touching, ct));
        var updating = Those(touching, await standIn.RefusalsAsync(standIn.Refusing("update"), touching, ct));
        var deleting = Those(touching, await standIn.RefusalsAsync(standIn.Refusing("delete"), touching, ct));
        foreach (var column in standIn.Columns)
        {
            var refused = await standIn.RefusalsAsync(standIn.Without(column), touching, ct);

            // In a subquery, a column of that name in a table further out takes the place of one that is missing.
            var reading = touching.Except(inserting).Except(updating).Except(deleting).Where(s => !refused.ContainsKey(s.Name));
            Add(names, column, refused.Keys.Concat((await standIn.RefusalsAsync(standIn.Unreadable(column), reading, ct)).Keys));
            var update = standIn.Refusing($"update of {Quoted(column)}");
            Add(updates, column, (await standIn.RefusalsAsync(update, updating, ct)).Keys);

            // SQLite says which of the two it refuses, and the insert first.
            Add(inserts, column, (await standIn.RefusalsAsync(standIn.Generating(column), inserting, ct))
                .Where(refusal => !refusal.Value.Contains("UPDATE generated", StringComparison.Ordinal))
                .Select(refusal => refusal.Key));
        }

        return [.. touching.Select(s => (s.Name, new StatementTable(table)
        {
            Names = names.GetValueOrDefault(s.Name) ?? [],
            Inserts = inserting.Contains(s) ? inserts.GetValueOrDefault(s.Name) ?? [] : null,
            Updates = updating.Contains(s) ? updates.GetValueOrDefault(s.Name) ?? [] : null,
            Deletes = deleting.Contains(s),
        }))];
    }

    private static List<ManifestStatement> Those(IEnumerable<ManifestStatement> statements, Dictionary<string, string> refused) =>
        [.. statements.Where(s => refused.ContainsKey(s.Name))];

    private static void Add(Dictionary<string, List<string>> facts, string column, IEnumerable<string> statements)
    {
        foreach (var name in statements)
        {
            (facts.TryGetValue(name, out var columns) ? columns : facts[name] = []).Add(column);
        }
    }
}
