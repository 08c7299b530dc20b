using System.Data.Common;
using Everlatch.Schema.Catalogs;
using static Everlatch.Schema.Catalogs.Sqlite.SqliteWords;

namespace Everlatch.Schema.Statements.Sqlite;

/// <summary>
/// Asks SQLite what statements have to do with tables, by what it still accepts when something stands in a table's place:
/// nothing, the table less a column, the table with a column that nobody may write or a trigger that cannot run.
/// </summary>
internal sealed class DescribeOnSqlite(DbConnection session, Catalog catalog)
{
    /// <summary>Describes them, in one transaction that is rolled back.</summary>
    /// <exception cref="SchemaException">The engine refuses one, or does not tell what it writes.</exception>
    public static async Task<IReadOnlyList<ManifestStatement>> RunAsync(
        SchemaDatabase scratch, Catalog catalog, IReadOnlyList<SchemaStatement> statements, CancellationToken ct)
    {
        await using var session = await scratch.OpenAsync(ct);

        // Dropping a table would look into others for rows that point to it.
        await session.ExecuteAsync("pragma foreign_keys = off", ct);
        var prepared = await Described.AllAsync(statements, (statement, token) => PrepareAsync(session, statement, token), ct);
        await session.ExecuteAsync("begin", ct);
        try
        {
            return await new DescribeOnSqlite(session, catalog).TablesAsync(prepared, ct);
        }
        finally
        {
            await session.ExecuteAsync("rollback", CancellationToken.None);
        }
    }

    private static async Task<ManifestStatement> PrepareAsync(
        DbConnection session, SchemaStatement statement, CancellationToken ct)
    {
        var parameters = StatementText.Of(statement.Sql, SchemaEngine.Sqlite).Parameters;
        await SqliteStatements.ExplainAsync(session, statement.Sql, parameters, ct);
        return new ManifestStatement
        {
            Name = statement.Name,
            Sql = ManifestText.Unix(statement.Sql),
            Parameters = [.. parameters.Select(name => new StatementParameter(name, ""))],
        };
    }

    private async Task<IReadOnlyList<ManifestStatement>> TablesAsync(
        IReadOnlyList<ManifestStatement> statements, CancellationToken ct)
    {
        // What a trigger does is said by the schema, not by the statement that wakes it.
        var triggers = catalog.Of<CatalogOther>().Where(o => o.What == "trigger" && catalog.Table(o.Of ?? "") is not null);
        foreach (var trigger in triggers)
        {
            await session.ExecuteAsync($"drop trigger {Quoted(trigger.Name[(trigger.Name.LastIndexOf('.') + 1)..])}", ct);
        }

        // Some pragmas are refused in a transaction, and have to do with no table.
        var described = statements.ToDictionary(s => s.Name, StringComparer.Ordinal);
        statements = [.. await RunnableAsync(statements, ct)];
        foreach (var table in catalog.Of<CatalogTable>())
        {
            var describe = new DescribeSqliteTable(new SqliteStandIn(session, catalog, table), table.Name);
            foreach (var (name, fact) in await describe.RunAsync(statements, ct))
            {
                described[name] = described[name] with { Tables = [.. described[name].Tables, fact] };
            }
        }

        return [.. described.Values];
    }

    private async Task<IEnumerable<ManifestStatement>> RunnableAsync(
        IReadOnlyList<ManifestStatement> statements, CancellationToken ct)
    {
        var refused = await SqliteStandIn.RefusalsAsync(session, statements, ct);
        return statements.Where(s => !refused.ContainsKey(s.Name));
    }
}
