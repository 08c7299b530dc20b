using System.Data;
using System.Data.Common;
using Everlatch.Schema.Catalogs;
using static Everlatch.Schema.Catalogs.Sqlite.SqliteWords;

namespace Everlatch.Schema.Statements.Sqlite;

/// <summary>SQLite prepares a statement completely when it explains it, whatever its parameters are.</summary>
internal sealed class SqliteStatements : StatementEngine
{
    private const int Constraint = 19;

    private const string ForeignKeysSql =
        """
        select t.name, f."table", f.on_delete in ('NO ACTION', 'RESTRICT'), f.on_update in ('NO ACTION', 'RESTRICT'),
            group_concat(f."from", ', '), group_concat(coalesce(f."to", ''), ', ')
        from (select name from sqlite_master where type = 'table') t join pragma_foreign_key_list(t.name) f
        group by t.name, f.id
        """;

    /// <summary>Has a statement prepared.</summary>
    /// <exception cref="DbException">The engine refuses it.</exception>
    public static async Task ExplainAsync(DbConnection session, string sql, IEnumerable<string> parameters, CancellationToken ct)
    {
        await using var command = session.CreateCommand();
        command.CommandText = $"explain {sql}";
        foreach (var name in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@{name}", DBNull.Value);
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync(ct);
    }

    public override async Task<StatementRefusal?> PrepareAsync(
        DbConnection session, ManifestStatement statement, CancellationToken ct)
    {
        try
        {
            await ExplainAsync(session, statement.Sql, statement.Parameters.Select(p => p.Name), ct);
            return null;
        }
        catch (DbException e) when (session.State == ConnectionState.Open)
        {
            return StatementRefusal.Of(e);
        }
    }

    public override Task<IReadOnlyList<ManifestStatement>> DescribeAsync(
        SchemaDatabase scratch, Catalog catalog, IReadOnlyList<SchemaStatement> statements, CancellationToken ct) =>
        DescribeOnSqlite.RunAsync(scratch, catalog, statements, ct);

    public override async Task<IReadOnlyList<ForeignKeyFact>> ForeignKeysAsync(DbConnection session, CancellationToken ct) =>
        await session.QueryAsync(
            ForeignKeysSql,
            r => new ForeignKeyFact(
                r.GetString(0), r.GetString(4), r.GetString(1), r.GetString(5), r.GetBoolean(2), r.GetBoolean(3)),
            ct);

    public override async Task<bool> SatisfyByDefaultAsync(
        DbConnection session, CatalogConstraint check, IReadOnlyList<CatalogColumn> columns, CancellationToken ct)
    {
        await session.ExecuteAsync("savepoint everlatch_check", ct);
        try
        {
            var made = columns.Select(c => $"{Quoted(c.Name)} {c.Type}{(c.Default is null ? "" : $" default ({c.Default})")}");
            await session.ExecuteAsync(
                $"create temp table everlatch_check ({string.Join(", ", made.Append(check.Definition))})", ct);
            await session.ExecuteAsync("insert into everlatch_check default values", ct);
            return true;
        }
        catch (DbException e) when (Engines.SqliteCode.Of(e) == Constraint)
        {
            return false;
        }
        finally
        {
            await session.ExecuteAsync("rollback to everlatch_check; release everlatch_check", CancellationToken.None);
        }
    }

    // It has no planner that proves such things; only the same condition is one that is implied.
    public override Task<bool> ImpliesAsync(
        DbConnection session, CatalogConstraint before, CatalogConstraint after, IReadOnlyList<CatalogColumn> columns,
        CancellationToken ct) =>
        Task.FromResult(before.Definition == after.Definition);

    // What a type does to a value is for the table to say (STRICT), and nothing tells that two types do the same.
    public override Task<bool> WidensAsync(DbConnection session, string before, string after, CancellationToken ct) =>
        Task.FromResult(before == after);
}
