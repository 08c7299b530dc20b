using System.Data.Common;
using Everlatch.Schema.Catalogs;
using static Everlatch.Schema.Catalogs.Sqlite.SqliteWords;

namespace Everlatch.Schema.Statements.Sqlite;

/// <summary>Puts something else in the place of a table for a while, and has statements prepared on it.</summary>
internal sealed class SqliteStandIn(DbConnection session, Catalog catalog, CatalogTable table)
{
    private const string UniqueIndex = "create unique index";
    private const string Generated = "generated always as ";
    private const string Reload = "pragma writable_schema = reset";

    private readonly IReadOnlyList<string> columns = [.. catalog.OfTable(table.Name).OfType<CatalogColumn>().Select(c => c.Name)];

    /// <summary>The columns of the table.</summary>
    public IReadOnlyList<string> Columns => columns;

    /// <summary>Nothing in its place.</summary>
    public IReadOnlyList<string> Nothing => [$"drop table {Quoted(table.Name)}"];

    /// <summary>A table with the same columns that are unique by the same columns, and nothing else.</summary>
    public IReadOnlyList<string> Same => Table([.. columns.Select(Quoted)]);

    /// <summary>The same without a column.</summary>
    public IReadOnlyList<string> Without(string column) => Table([.. columns.Where(c => c != column).Select(Quoted)]);

    /// <summary>The same with a column that nobody may write.</summary>
    public IReadOnlyList<string> Generating(string column) =>
        Table([.. columns.Select(c => c == column ? $"{Quoted(c)} {Generated}(null) virtual" : Quoted(c))]);

    /// <summary>
    /// The same, not unique in anything, where nothing can be prepared that reads a column. SQLite loads a table that counts on a
    /// function which is not there, and says so when somebody wants the column.
    /// </summary>
    public IReadOnlyList<string> Unreadable(string column) =>
    [
        .. Generating(column).Take(2),
        "pragma writable_schema = on",
        $"update sqlite_master set sql = replace(sql, '{Generated}(null)', '{Generated}(everlatch_nowhere())') "
            + $"where type = 'table' and name = '{table.Name.Replace("'", "''", StringComparison.Ordinal)}'",
        Reload,
    ];

    /// <summary>The same where nothing can be prepared that does this, because a trigger that it would wake cannot run.</summary>
    /// <param name="change">An event as triggers name it: <c>delete</c>, <c>update of name</c>.</param>
    public IReadOnlyList<string> Refusing(string change) =>
    [
        .. Same,
        $"create trigger everlatch_refusing before {change} on {Quoted(table.Name)} begin select * from everlatch_nowhere; end",
    ];

    /// <summary>What SQLite says against each of the statements as things are; nothing against those it takes.</summary>
    public static async Task<Dictionary<string, string>> RefusalsAsync(
        DbConnection session, IEnumerable<ManifestStatement> statements, CancellationToken ct)
    {
        var refusals = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var statement in statements)
        {
            try
            {
                await SqliteStatements.ExplainAsync(session, statement.Sql, statement.Parameters.Select(p => p.Name), ct);
            }
            catch (DbException e)
            {
                refusals.Add(statement.Name, e.Message);
            }
        }

        return refusals;
    }

    /// <summary>The same while that stands in the table's place.</summary>
    public async Task<Dictionary<string, string>> RefusalsAsync(
        IReadOnlyList<string> standIn, IEnumerable<ManifestStatement> statements, CancellationToken ct)
    {
        await session.ExecuteAsync("savepoint stand_in", ct);
        try
        {
            foreach (var ddl in standIn)
            {
                await PutAsync(ddl, ct);
            }

            return await RefusalsAsync(session, statements, ct);
        }
        finally
        {
            await session.ExecuteAsync("rollback to stand_in; release stand_in", CancellationToken.None);
            if (standIn.Contains(Reload))
            {
                await session.ExecuteAsync(Reload, CancellationToken.None);
            }
        }
    }

    // ON CONFLICT wants to find what makes rows unique.
    private List<string> Table(List<string> made) =>
    [
        .. Nothing,
        $"create table {Quoted(table.Name)} ({string.Join(", ", made.Count > 0 ? made : ["everlatch_none"])})",
        .. catalog.OfTable(table.Name).OfType<CatalogConstraint>()
            .Where(c => c.Promise is ConstraintKind.Primary or ConstraintKind.Unique)
            .Select((c, i) =>
                $"{UniqueIndex} everlatch_{i} on {Quoted(table.Name)} ({string.Join(", ", c.ColumnNames.Select(Quoted))})"),
        .. catalog.OfTable(table.Name).OfType<CatalogIndex>().Where(i => i.Unique).Select(i => i.Definition),
    ];

    // Where the column that is missing is one of its own, whoever counts on the index names that column and is refused for it.
    private async Task PutAsync(string ddl, CancellationToken ct)
    {
        try
        {
            await session.ExecuteAsync(ddl, ct);
        }
        catch (DbException) when (ddl.StartsWith(UniqueIndex, StringComparison.OrdinalIgnoreCase))
        {
        }
    }
}
