using System.Data.Common;
using System.Globalization;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Lint.Experiments.Postgres;

/// <summary>
/// Runs a statement once more with a row in each table that it touches, and takes that back. A block that loops over rows does
/// nothing on empty tables; a command that writes a table anew may have emptied it.
/// </summary>
internal static class PostgresRehearsal
{
    private const string ColumnsSql =
        """
        select quote_ident(a.attname), format_type(a.atttypid, a.atttypmod), t.typcategory::text, t.typname,
            a.attnotnull, (select quote_literal(e.enumlabel) from pg_catalog.pg_enum e
                where e.enumtypid = coalesce(nullif(t.typbasetype, 0), t.oid) order by e.enumsortorder limit 1)
        from pg_catalog.pg_attribute a join pg_catalog.pg_type t on t.oid = a.atttypid
        where a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attrelid = 
        """;

    /// <summary>What it did to the rows; null when the rows cannot be put there, or it does not run twice.</summary>
    public static async Task<Result?> RunAsync(
        DbConnection connection,
        SqlText statement,
        IReadOnlyList<PostgresRelation> tables,
        IReadOnlySet<long> known,
        CancellationToken ct)
    {
        await connection.ExecuteAsync("savepoint everlatch_rehearsal", ct);
        try
        {
            foreach (var table in tables)
            {
                await SeedAsync(connection, table, ct);
            }

            var full = await NotEmptyAsync(connection, tables, ct);
            var before = await PostgresSnapshot.TakeAsync(connection, ct);
            await connection.ExecuteAsync(statement.Sql, ct);
            var after = await PostgresSnapshot.TakeAsync(connection, ct);
            var left = await NotEmptyAsync(connection, tables, ct);
            return new Result(new PostgresDifference(before, after, known), full.Except(left).ToHashSet());
        }
        catch (DbException e) when (e is { SqlState: not null })
        {
            return null;
        }
        finally
        {
            await connection.ExecuteAsync("rollback to everlatch_rehearsal; release everlatch_rehearsal", ct);
        }
    }

    // A row that cannot be made (a check, a type without a simple value) leaves its table empty: then the locks alone tell.
    private static async Task SeedAsync(DbConnection connection, PostgresRelation table, CancellationToken ct)
    {
        await connection.ExecuteAsync("savepoint everlatch_row", ct);
        try
        {
            // Rows to point to are not there, and triggers are not what is tried.
            await connection.ExecuteAsync("set local session_replication_role = replica", ct);
            var columns = await connection.QueryAsync(
                ColumnsSql + table.Oid.ToString(CultureInfo.InvariantCulture), ColumnOf, ct);
            var given = columns.Where(column => column.Value is not null).ToList();
            await connection.ExecuteAsync(
                $"insert into {table.Quoted} ({string.Join(", ", given.Select(c => c.Name))}) overriding system value "
                + $"values ({string.Join(", ", given.Select(c => c.Value))})",
                ct);
            await connection.ExecuteAsync("set local session_replication_role = origin; release everlatch_row", ct);
        }
        catch (DbException e) when (e is { SqlState: not null })
        {
            await connection.ExecuteAsync("rollback to everlatch_row; release everlatch_row", ct);
        }
    }

    private static (string Name, string? Value) ColumnOf(DbDataReader row)
    {
        var (name, type) = (row.GetString(0), row.GetString(1));
        var text = row.GetString(2) switch
        {
            "N" => "'1'",
            "S" => "'a'",
            "B" => "'true'",
            "D" => "'2000-01-01'",
            "T" => "'1 day'",
            "I" => "'127.0.0.1'",
            "A" => "'{}'",
            "R" => "'empty'",
            "E" => row.IsDBNull(5) ? null : row.GetString(5),
            _ => row.GetString(3) switch
            {
                "uuid" => "'00000000-0000-0000-0000-000000000001'",
                "json" or "jsonb" => "'{}'",
                "bytea" => "'a'",
                _ => null,
            },
        };
        return (name, text is null ? null : $"{text}::{type}");
    }

    private static async Task<HashSet<long>> NotEmptyAsync(
        DbConnection connection, IReadOnlyList<PostgresRelation> tables, CancellationToken ct)
    {
        var found = new HashSet<long>();
        foreach (var table in tables)
        {
            if ((await connection.QueryAsync($"select 1 from {table.Quoted} limit 1", row => row.GetInt32(0), ct)).Count > 0)
            {
                found.Add(table.Oid);
            }
        }

        return found;
    }

    /// <summary>What a rehearsal showed.</summary>
    /// <param name="Difference">What it did while there were rows.</param>
    /// <param name="Emptied">Tables that had a row before and none after.</param>
    internal sealed record Result(PostgresDifference Difference, IReadOnlySet<long> Emptied);
}
