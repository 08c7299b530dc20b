namespace Everlatch.Schema.Catalogs.Postgres;

/// <summary>
/// The one statement that reads a schema of PostgreSQL: a row for each object, as its kind, its path and the values of its
/// attributes, by <see cref="AttributesOf" />. One statement sees one moment, even while somebody else changes the schema.
/// </summary>
/// <remarks>
/// The functions of the engine write names without their schema where the search path finds them, and the few that do not are cut
/// here, so that the same schema under another name reads the same.
/// </remarks>
internal static class PostgresCatalogSql
{
    /// <summary>The kind of the row that names the schema; null when the role may use none.</summary>
    public const string SchemaRow = "schema";

    /// <summary>The kind of a row that names an index which somebody builds at this moment.</summary>
    public const string BuildingRow = "building";

    /// <summary>
    /// What comes before it, in the same message and so in the same transaction: compiled, the statement takes longer
    /// than the engine thinks it does.
    /// </summary>
    public const string Before = "select set_config('jit', 'off', true)";

    /// <summary>The statement.</summary>
    public static string Statement { get; } = Relations + string.Join(
        "\nunion all\n",
        Part(1, Tables),
        Part(6, Columns),
        Part(4, Constraints),
        Part(5, Indexes),
        Part(0, Building),
        Part(3, Sequences),
        Part(3, Views),
        Part(1, PostgresCatalogOtherSql.Types),
        Part(1, PostgresCatalogOtherSql.Code),
        Part(2, PostgresCatalogOtherSql.OnTables),
        Part(1, PostgresCatalogOtherSql.Rest),
        Part(1, Schema));

    /// <summary>The names of the attributes of a kind, in the order of their columns.</summary>
    public static string[] AttributesOf(string kind) => kind switch
    {
        "table" => ["options"],
        "column" => ["type", "null", "default", "generated", "identity", "collation"],
        "constraint" => ["promise", "columns", "validated", "definition"],
        "index" => ["table", "columns", "unique", "valid", "definition"],
        "sequence" => ["type", "owned_by", "definition"],
        "view" => ["columns", "materialized", "definition"],
        "trigger" or "rule" or "policy" or "statistics" => ["definition", "table"],
        _ => ["definition"],
    };

    private const int Width = 6;

    // Texts of times and numbers depend on these. They are set for the length of this statement, which reads its parts in order.
    private const string Settings =
        """
        with setting as materialized (
            select s.name, s.wanted, current_setting(s.name) as before from (values
                ('TimeZone', 'UTC'), ('DateStyle', 'ISO, MDY'), ('IntervalStyle', 'postgres'), ('bytea_output', 'hex'),
                ('extra_float_digits', '1'), ('quote_all_identifiers', 'off')) s (name, wanted)),
        settled as materialized (select count(set_config(s.name, s.wanted, true)) as settings from setting s),
        """;

    private const string Schema =
        $"""
        select '{SchemaRow}', current_schema()::text, (select count(set_config(s.name, s.before, true))::text from setting s)
        """;

    // What belongs to an extension came with it and goes with it; the tables that this package keeps
    // for itself are nobody's need.
    private static string Relations =>
        $"""
        {Settings}
        home as materialized (
            select n.oid, quote_ident(n.nspname) || '.' as prefix
            from settled s join pg_catalog.pg_namespace n on n.nspname = current_schema() and s.settings > 0),
        lent as materialized (
            select d.classid, d.objid from pg_catalog.pg_depend d where d.deptype = 'e'),
        relation as materialized (
            select c.oid, c.relname, c.relkind, c.relpersistence, c.relispartition, c.relpartbound, c.reloptions,
                c.relrowsecurity, c.relforcerowsecurity, h.prefix
            from home h join pg_catalog.pg_class c on c.relnamespace = h.oid
            where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f', 'c')
                and c.relname not in ({string.Join(", ", OwnTables.Names.Select(name => $"'{name}'"))})
                and not exists (select from lent l where l.classid = 'pg_class'::regclass and l.objid = c.oid))

        """;

    private const string Tables =
        """
        select 'table', r.relname::text, concat_ws(', ',
            case when r.relpersistence = 'u' then 'unlogged' end,
            (select case when r.relispartition then 'partition of ' || i.inhparent::regclass || ' '
                    || pg_get_expr(r.relpartbound, r.oid)
                else 'inherits ' || string_agg(i.inhparent::regclass::text, ' ' order by i.inhseqno) end
             from pg_catalog.pg_inherits i where i.inhrelid = r.oid group by i.inhparent, r.relispartition limit 1),
            'partition by ' || pg_get_partkeydef(r.oid),
            case when r.relrowsecurity then 'row level security' end,
            case when r.relforcerowsecurity then 'force row level security' end)
        from relation r where r.relkind in ('r', 'p')
        """;

    // A default holds no column, so that its text needs no table: with one, the engine would open each.
    private const string Columns =
        """
        select 'column', r.relname || '.' || a.attname, format_type(a.atttypid, a.atttypmod),
            case when a.attnotnull then 'no' else 'yes' end,
            case when a.attgenerated = '' then pg_get_expr(d.adbin, 0) end,
            case when a.attgenerated <> '' then pg_get_expr(d.adbin, d.adrelid)
                || case a.attgenerated when 's' then ' stored' else ' virtual' end end,
            case a.attidentity when 'a' then 'always' when 'd' then 'by default' end,
            case when a.attcollation <> t.typcollation then a.attcollation::regcollation::text end
        from relation r
        join pg_catalog.pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
        join pg_catalog.pg_type t on t.oid = a.atttypid
        left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where r.relkind in ('r', 'p')
        """;

    // What a partition has from its table is told by the table.
    private const string Constraints =
        """
        select 'constraint', r.relname || '.' || k.conname,
            case k.contype
                when 'p' then 'primary' when 'u' then 'unique' when 'f' then 'foreign' when 'c' then 'check' else 'exclude' end,
            coalesce((select string_agg(a.attname, ', ' order by n.ord)
                from unnest(k.conkey) with ordinality n (attnum, ord)
                join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = n.attnum), ''),
            case when not k.convalidated then 'no' end,
            pg_get_constraintdef(k.oid) || case when k.oid in (
                select t.tgconstraint from pg_catalog.pg_trigger t where t.tgenabled = 'D')
                then ' with its triggers disabled' else '' end
        from relation r
        join pg_catalog.pg_constraint k on k.conrelid = r.oid
        where k.contype in ('p', 'u', 'f', 'c', 'x') and k.conparentid = 0 and (k.conislocal or k.coninhcount = 0)
        """;

    private const string Indexes =
        """
        select 'index', c.relname, r.relname,
            (select string_agg(case when n.attnum = 0 then pg_get_indexdef(i.indexrelid, n.ord::int, false) else a.attname end,
                    ', ' order by n.ord)
                from unnest(i.indkey) with ordinality n (attnum, ord)
                left join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = n.attnum
                where n.ord <= i.indnkeyatts),
            case when i.indisunique then 'yes' end,
            case when not (i.indisvalid and i.indisready and i.indislive) then 'no' end,
            replace(replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ' || r.prefix, ' ON '), ' ON ' || r.prefix, ' ON ')
        from relation r
        join pg_catalog.pg_index i on i.indrelid = r.oid
        join pg_catalog.pg_class c on c.oid = i.indexrelid
        where not c.relispartition and not exists (
            select from pg_catalog.pg_constraint k
            where k.conrelid = r.oid and k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
        """;

    // Whoever builds an index beside the traffic holds this lock on its table until the index is valid. All locks of the server
    // are counted only where an index is not valid.
    private const string Building =
        $"""
        select '{BuildingRow}', c.relname
        from relation r
        join pg_catalog.pg_index i on i.indrelid = r.oid and not (i.indisvalid and i.indisready and i.indislive)
        join pg_catalog.pg_class c on c.oid = i.indexrelid
        where 0 < (select count(*) from pg_catalog.pg_locks l
            where l.locktype = 'relation' and l.relation = i.indrelid and l.mode = 'ShareUpdateExclusiveLock' and l.granted
                and l.pid <> pg_backend_pid()
                and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = current_database()))
        """;

    // A sequence behind an identity column is a part of it (dependency 'i').
    private const string Sequences =
        """
        select 'sequence', r.relname, format_type(s.seqtypid, null),
            (select o.relname || '.' || a.attname
                from pg_catalog.pg_depend d
                join pg_catalog.pg_class o on o.oid = d.refobjid
                join pg_catalog.pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
                where d.classid = 'pg_class'::regclass and d.objid = r.oid and d.refclassid = 'pg_class'::regclass
                    and d.deptype = 'a'),
            format('START %s INCREMENT %s MINVALUE %s MAXVALUE %s CACHE %s%s', s.seqstart, s.seqincrement, s.seqmin,
                s.seqmax, s.seqcache, case when s.seqcycle then ' CYCLE' end)
        from relation r
        join pg_catalog.pg_sequence s on s.seqrelid = r.oid
        where not exists (select from pg_catalog.pg_depend d
            where d.classid = 'pg_class'::regclass and d.objid = r.oid and d.deptype = 'i')
        """;

    private const string Views =
        """
        select 'view', r.relname,
            (select string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod), ', ' order by a.attnum)
                from pg_catalog.pg_attribute a where a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped),
            case when r.relkind = 'm' then 'yes' end,
            coalesce('WITH (' || array_to_string(r.reloptions, ', ') || ') ', '') || 'AS '
                || trim(both from rtrim(pg_get_viewdef(r.oid), ';'))
        from relation r where r.relkind in ('v', 'm')
        """;

    // The parts of a union have as many columns as the widest.
    private static string Part(int attributes, string sql) =>
        $"select part.*{string.Concat(Enumerable.Repeat(", null::text", Width - attributes))} from (\n{sql}\n) part";
}
