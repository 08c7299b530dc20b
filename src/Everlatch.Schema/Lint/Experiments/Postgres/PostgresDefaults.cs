using System.Data.Common;
using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Lint.Experiments.Postgres;

/// <summary>Asks the engine whether a row that names no column passes a new check.</summary>
internal static class PostgresDefaults
{
    // The query that answers it: the check's expression over one row of defaults, each under its column's name.
    private const string QuerySql =
        """
        select 'select coalesce((' || pg_get_expr(k.conbin, k.conrelid) || '), true) from (select '
            || string_agg(coalesce(pg_get_expr(d.adbin, d.adrelid), 'null') || '::' || format_type(a.atttypid, a.atttypmod)
                || ' as ' || quote_ident(a.attname), ', ')
            || ') as row'
        from pg_catalog.pg_constraint k
        join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum > 0 and not a.attisdropped
        left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where k.contype = 'c' and k.conrelid = {0} and k.conname = {1}
        group by k.oid, k.conbin, k.conrelid
        """;

    /// <summary>Keys of the new checks of known tables that such a row passes.</summary>
    public static async Task<IReadOnlySet<string>> PassedAsync(
        DbConnection connection,
        IReadOnlyList<CatalogChange> changes,
        IReadOnlySet<long> known,
        PostgresSnapshot now,
        CancellationToken ct)
    {
        var passed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var check in changes.OfType<CatalogChange.Added>().Select(change => change.Subject).OfType<CatalogConstraint>())
        {
            var table =
                now.Relations.Values.FirstOrDefault(r => !r.IsIndex && r.Name == check.TableName && known.Contains(r.Oid));
            if (check.Promise == ConstraintKind.Check
                && table is not null
                && await PassesAsync(connection, table.Oid, check.Name, ct))
            {
                passed.Add(check.Key);
            }
        }

        return passed;
    }

    private static async Task<bool> PassesAsync(DbConnection connection, long table, string name, CancellationToken ct)
    {
        await connection.ExecuteAsync("savepoint everlatch_defaults", ct);
        try
        {
            var sql = QuerySql
                .Replace("{0}", table.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{1}", $"'{name.Replace("'", "''", StringComparison.Ordinal)}'", StringComparison.Ordinal);
            var query = (await connection.QueryAsync(sql, row => row.GetString(0), ct))[0];
            return (await connection.QueryAsync(query, row => row.GetBoolean(0), ct))[0];
        }
        catch (DbException e) when (e is { SqlState: not null })
        {
            return false;
        }
        finally
        {
            await connection.ExecuteAsync("rollback to everlatch_defaults; release everlatch_defaults", ct);
        }
    }
}
