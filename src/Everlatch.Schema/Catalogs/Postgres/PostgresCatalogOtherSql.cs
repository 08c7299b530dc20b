namespace Everlatch.Schema.Catalogs.Postgres;

/// <summary>The parts of <see cref="PostgresCatalogSql" /> for what is known by its definition alone.</summary>
internal static class PostgresCatalogOtherSql
{
    /// <summary>Enums, domains and composite types.</summary>
    public const string Types =
        """
        select case t.typtype when 'e' then 'enum' when 'd' then 'domain' else 'type' end, t.typname,
            case t.typtype
                when 'e' then 'AS ENUM (' || (select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder)
                    from pg_catalog.pg_enum e where e.enumtypid = t.oid) || ')'
                when 'd' then concat_ws(' ', 'AS', format_type(t.typbasetype, t.typtypmod),
                    (select 'COLLATE ' || t.typcollation::regcollation from pg_catalog.pg_type b
                     where b.oid = t.typbasetype and b.typcollation <> t.typcollation),
                    case when t.typnotnull then 'NOT NULL' end,
                    'DEFAULT ' || t.typdefault,
                    (select string_agg('CONSTRAINT ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid), ' '
                            order by k.conname)
                     from pg_catalog.pg_constraint k where k.contypid = t.oid and k.contype = 'c'))
                else 'AS (' || coalesce(
                    (select string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod), ', '
                            order by a.attnum)
                     from pg_catalog.pg_attribute a where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped),
                    '') || ')'
            end
        from home h
        join pg_catalog.pg_type t on t.typnamespace = h.oid
        left join relation r on r.oid = t.typrelid
        where (t.typtype in ('e', 'd') or r.relkind = 'c')
            and not exists (select from lent l where l.classid = 'pg_type'::regclass and l.objid = t.oid)
        """;

    /// <summary>
    /// Extensions, wherever their objects lie, and functions. An extension's version is the server's affair, and one
    /// language is in every database.
    /// </summary>
    public const string Code =
        """
        select 'extension', e.extname::text,
            case when n.nspname in (current_schema(), 'pg_catalog') then '' else 'SCHEMA ' || quote_ident(n.nspname) end
        from pg_catalog.pg_extension e join pg_catalog.pg_namespace n on n.oid = e.extnamespace
        where e.extname <> 'plpgsql'
        union all
        select 'function', p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
            replace(pg_get_functiondef(p.oid), case p.prokind when 'p' then ' PROCEDURE ' else ' FUNCTION ' end || h.prefix,
                case p.prokind when 'p' then ' PROCEDURE ' else ' FUNCTION ' end)
        from home h
        join pg_catalog.pg_proc p on p.pronamespace = h.oid and p.prokind <> 'a'
        where not exists (select from pg_catalog.pg_depend d
            where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype in ('e', 'i'))
        """;

    /// <summary>Triggers, rules, policies and statistics. One that was switched off says so at its end.</summary>
    public const string OnTables =
        """
        select 'trigger', r.relname || '.' || t.tgname,
            replace(pg_get_triggerdef(t.oid), ' ON ' || r.prefix, ' ON ') || case t.tgenabled when 'O' then ''
                else format('; ALTER TABLE %I %s TRIGGER %I', r.relname,
                    case t.tgenabled when 'D' then 'DISABLE' when 'R' then 'ENABLE REPLICA' else 'ENABLE ALWAYS' end, t.tgname)
            end, r.relname::text
        from relation r
        join pg_catalog.pg_trigger t on t.tgrelid = r.oid and not t.tgisinternal and t.tgparentid = 0
        union all
        select 'rule', r.relname || '.' || w.rulename,
            rtrim(replace(pg_get_ruledef(w.oid), r.prefix, ''), ';') || case w.ev_enabled when 'O' then ''
                else format('; ALTER TABLE %I %s RULE %I', r.relname,
                    case w.ev_enabled when 'D' then 'DISABLE' when 'R' then 'ENABLE REPLICA' else 'ENABLE ALWAYS' end, w.rulename)
            end, r.relname
        from relation r
        join pg_catalog.pg_rewrite w on w.ev_class = r.oid and w.rulename <> '_RETURN'
        union all
        select 'policy', r.relname || '.' || p.polname, concat_ws(' ',
            'CREATE POLICY', quote_ident(p.polname), 'ON', quote_ident(r.relname),
            'AS', case when p.polpermissive then 'PERMISSIVE' else 'RESTRICTIVE' end,
            'FOR', case p.polcmd when 'r' then 'SELECT' when 'a' then 'INSERT' when 'w' then 'UPDATE' when 'd' then 'DELETE'
                else 'ALL' end,
            'TO', coalesce((select string_agg(quote_ident(o.rolname), ', ' order by o.rolname)
                from pg_catalog.pg_roles o where o.oid = any (p.polroles)), 'PUBLIC'),
            'USING (' || pg_get_expr(p.polqual, p.polrelid) || ')',
            'WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')'), r.relname
        from relation r
        join pg_catalog.pg_policy p on p.polrelid = r.oid
        union all
        select 'statistics', s.stxname,
            replace(pg_get_statisticsobjdef(s.oid), 'CREATE STATISTICS ' || r.prefix, 'CREATE STATISTICS '), r.relname
        from relation r
        join pg_catalog.pg_statistic_ext s on s.stxrelid = r.oid
        """;

    /// <summary>Whatever else a schema may hold: named, so that nothing is overlooked, but not described.</summary>
    public const string Rest =
        """
        select 'other', replace(i.type || ' ' || i.identity, h.prefix, ''), ''
        from home h
        cross join lateral (
            select 'pg_class'::regclass as class, r.oid from relation r where r.relkind = 'f'
            union all
            select 'pg_proc'::regclass, p.oid from pg_catalog.pg_proc p where p.pronamespace = h.oid and p.prokind = 'a'
            union all
            select 'pg_type'::regclass, t.oid from pg_catalog.pg_type t
            where t.typnamespace = h.oid and t.typtype in ('b', 'r') and t.typcategory <> 'A'
            union all
            select 'pg_operator'::regclass, o.oid from pg_catalog.pg_operator o where o.oprnamespace = h.oid
            union all
            select 'pg_opclass'::regclass, o.oid from pg_catalog.pg_opclass o where o.opcnamespace = h.oid
            union all
            select 'pg_opfamily'::regclass, o.oid from pg_catalog.pg_opfamily o where o.opfnamespace = h.oid
            union all
            select 'pg_collation'::regclass, c.oid from pg_catalog.pg_collation c where c.collnamespace = h.oid
            union all
            select 'pg_conversion'::regclass, c.oid from pg_catalog.pg_conversion c where c.connamespace = h.oid
            union all
            select 'pg_ts_config'::regclass, c.oid from pg_catalog.pg_ts_config c where c.cfgnamespace = h.oid
            union all
            select 'pg_ts_dict'::regclass, d.oid from pg_catalog.pg_ts_dict d where d.dictnamespace = h.oid) o
        cross join lateral pg_identify_object(o.class, o.oid, 0) i
        where not exists (select from lent l where l.classid = o.class and l.objid = o.oid)
        """;
}
