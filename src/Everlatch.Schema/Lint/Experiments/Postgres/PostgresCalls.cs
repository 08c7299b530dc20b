using System.Data.Common;
using Everlatch.Schema.Catalogs.Postgres;

namespace Everlatch.Schema.Lint.Experiments.Postgres;

/// <summary>Reads which tables and views call which functions, as the engine keeps it to protect them from each other.</summary>
internal static class PostgresCalls
{
    // What lies between is walked: another function, an operator, a domain, a view.
    private const string Sql =
        """
        with recursive used (function, class, object) as (
            select p.oid, 'pg_proc'::regclass::oid, p.oid
            from pg_catalog.pg_proc p where p.pronamespace = (
                select n.oid from pg_catalog.pg_namespace n where n.nspname = current_schema())
            union
            select u.function, next.class, next.object
            from used u
            join pg_catalog.pg_depend d on d.refclassid = u.class and d.refobjid = u.object
            cross join lateral (
                select d.classid, d.objid
                union all
                select 'pg_class'::regclass, w.ev_class from pg_catalog.pg_rewrite w
                where d.classid = 'pg_rewrite'::regclass and w.oid = d.objid
                union all
                select 'pg_class'::regclass, t.tgrelid from pg_catalog.pg_trigger t
                where d.classid = 'pg_trigger'::regclass and t.oid = d.objid
                union all
                select 'pg_class'::regclass, o.polrelid from pg_catalog.pg_policy o
                where d.classid = 'pg_policy'::regclass and o.oid = d.objid
                union all
                select 'pg_class'::regclass, a.adrelid from pg_catalog.pg_attrdef a
                where d.classid = 'pg_attrdef'::regclass and a.oid = d.objid
                union all
                select 'pg_class'::regclass, i.indrelid from pg_catalog.pg_index i
                where d.classid = 'pg_class'::regclass and i.indexrelid = d.objid
                union all
                select case k.conrelid when 0 then 'pg_type'::regclass else 'pg_class'::regclass end,
                    case k.conrelid when 0 then k.contypid else k.conrelid end
                from pg_catalog.pg_constraint k where d.classid = 'pg_constraint'::regclass and k.oid = d.objid
            ) next (class, object)
            -- What reads a table does not call what the table calls; what reads a view does.
            where u.class <> 'pg_class'::regclass
                or (select c.relkind in ('v', 'm') from pg_catalog.pg_class c where c.oid = u.object))
        select distinct
            'function ' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
            case when c.relkind in ('v', 'm') then 'view ' else 'table ' end
                || case when n.nspname = current_schema() then '' else n.nspname || '.' end || c.relname
        from used u
        join pg_catalog.pg_proc p on p.oid = u.function
        join pg_catalog.pg_class c on c.oid = u.object and c.relkind in ('r', 'p', 'v', 'm', 'f')
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where u.class = 'pg_class'::regclass
        """;

    /// <summary>
    /// The keys of the tables and views that call a function of the current schema, by its key. The body of a function that is
    /// kept as text names nothing that the engine knows of.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> ReadAsync(
        DbConnection connection, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"{PostgresCatalogSql.Before};\n{Sql}";
        await using var rows = await command.ExecuteReaderAsync(ct);
        await rows.NextResultAsync(ct);
        var calls = new List<(string Function, string By)>();
        while (await rows.ReadAsync(ct))
        {
            calls.Add((rows.GetString(0), rows.GetString(1)));
        }

        return calls.GroupBy(call => call.Function, call => call.By, StringComparer.Ordinal).ToDictionary(
            group => group.Key,
            IReadOnlyList<string> (group) => [.. group.Order(StringComparer.Ordinal)],
            StringComparer.Ordinal);
    }
}
