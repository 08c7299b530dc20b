using System.Data.Common;
using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Lint.Experiments.Postgres;

/// <summary>Reads a schema of PostgreSQL with the identities behind its names.</summary>
internal static class PostgresShape
{
    /// <summary>What statements can name, each by an identity that outlives a renaming.</summary>
    public const string NamesSql =
        """
        with mine as (
            select n.oid, n.nspname, case when n.nspname = current_schema() then '' else n.nspname || '.' end as prefix
            from pg_catalog.pg_namespace n where n.nspname <> 'information_schema' and n.nspname not like 'pg\_%'),
        relation as (
            select c.oid, m.prefix || c.relname as name, case when c.relkind in ('v', 'm') then 'view' else 'table' end as kind
            from pg_catalog.pg_class c join mine m on m.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'f'))
        select 's' || m.oid, 'schema ' || m.nspname from mine m
        union all
        select 'r' || r.oid, r.kind || ' ' || r.name from relation r
        union all
        select 'r' || r.oid || '.' || a.attnum, 
            case when r.kind = 'view' then 'view-column ' else 'column ' end || r.name || '.' || a.attname
        from relation r join pg_catalog.pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
        union all
        select 'e' || e.oid, 'enum-value ' || m.prefix || t.typname || '.' || e.enumlabel
        from pg_catalog.pg_enum e join pg_catalog.pg_type t on t.oid = e.enumtypid join mine m on m.oid = t.typnamespace
        """;

    private const string TypesSql =
        """
        select case when c.relkind in ('v', 'm') then 'view-column ' else 'column ' end
                || case when n.nspname = current_schema() then '' else n.nspname || '.' end || c.relname || '.' || a.attname,
            format_type(a.atttypid, a.atttypmod), t.oid::text, t.typcategory::text, t.typlen::int, a.atttypmod
        from pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        join pg_catalog.pg_type t on t.oid = a.atttypid
        where c.relkind in ('r', 'p', 'v', 'm') and n.nspname <> 'information_schema' and n.nspname not like 'pg\_%'
        """;

    public static async Task<Shape> ReadAsync(DbConnection connection, CancellationToken ct) =>
        await ReadAsync(connection, await SchemaEngine.Postgres.ReadCatalogAsync(connection, ct), ct);

    /// <summary>The same where the catalog was read just now.</summary>
    public static async Task<Shape> ReadAsync(DbConnection connection, Catalog catalog, CancellationToken ct)
    {
        var names = await connection.QueryAsync(NamesSql, row => (Id: row.GetString(0), Key: row.GetString(1)), ct);
        var types = await connection.QueryAsync(TypesSql, row => (Key: row.GetString(0), Type: Type(row)), ct);
        return new Shape(
            catalog,
            names.ToDictionary(name => name.Id, name => name.Key, StringComparer.Ordinal),
            types.ToDictionary(type => type.Key, type => type.Type, StringComparer.Ordinal))
        {
            Calls = await PostgresCalls.ReadAsync(connection, ct),
        };
    }

    private static ColumnType Type(DbDataReader row) =>
        new(row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt32(4), row.GetInt32(5));
}
