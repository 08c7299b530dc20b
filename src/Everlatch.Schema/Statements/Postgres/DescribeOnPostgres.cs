using System.Data.Common;

namespace Everlatch.Schema.Statements.Postgres;

/// <summary>
/// Asks PostgreSQL what statements have to do with tables. Types come from preparing, tables and columns from what a
/// function of the same text depends on, the rows that change from the plan, and the columns that are written from the
/// rights without which it is refused.
/// </summary>
internal sealed class DescribeOnPostgres(SchemaDatabase scratch, DbConnection session, PostgresRights rights)
{
    /// <summary>Describes them, in one transaction that is rolled back.</summary>
    /// <exception cref="SchemaException">The engine refuses one, or does not tell what it writes.</exception>
    public static async Task<IReadOnlyList<ManifestStatement>> RunAsync(
        SchemaDatabase scratch, IReadOnlyList<SchemaStatement> statements, CancellationToken ct)
    {
        await using var session = await scratch.OpenAsync(ct);
        await session.ExecuteAsync("begin", ct);
        try
        {
            await session.ExecuteAsync("set local plan_cache_mode = force_generic_plan", ct);
            var describe = new DescribeOnPostgres(scratch, session, await PostgresRights.GrantAsync(session, ct));
            return await Described.AllAsync(statements, describe.RunAsync, ct);
        }
        finally
        {
            await session.ExecuteAsync("rollback", CancellationToken.None);
        }
    }

    private async Task<ManifestStatement> RunAsync(SchemaStatement statement, CancellationToken ct)
    {
        var text = StatementText.Of(statement.Sql, SchemaEngine.Postgres);
        var described = new ManifestStatement { Name = statement.Name, Sql = ManifestText.Unix(statement.Sql) };
        await session.ExecuteAsync("savepoint statement", ct);
        try
        {
            var types = await PostgresStatements.TypesAsync(session, text.Numbered, ct);
            return described with
            {
                Parameters = [.. text.Parameters.Zip(types, (name, type) => new StatementParameter(name, type))],
                Tables = await TablesAsync(statement, text, types, ct),
            };
        }
        catch (DbException e) when (PostgresStatements.MayBeUtility(e, text.Parameters.Count))
        {
            // In a session of its own: it may be one that ends a transaction.
            await using var apart = await scratch.OpenAsync(ct);
            await PostgresStatements.TryOutAsync(apart, statement.Sql, ct);
            return described with
            {
                Unprepared = "the engine prepares no such statement; it was run in a transaction that was rolled back",
            };
        }
        finally
        {
            await session.ExecuteAsync("rollback to statement; release statement; deallocate all", CancellationToken.None);
        }
    }

    private async Task<IReadOnlyList<StatementTable>> TablesAsync(
        SchemaStatement statement, StatementText text, IReadOnlyList<string> types, CancellationToken ct)
    {
        var changes = PostgresPlan.ChangesOf(string.Concat(
            await session.QueryAsync(PostgresStatements.Explain(types.Count, "(format json)"), r => r.GetString(0), ct)));
        var named = await NamedAsync(text, types, ct);
        if (changes.Count > 0 && await rights.RefusedAsync("", PostgresStatements.Explain(types.Count), ct))
        {
            throw Described.Untold(statement, "a role with every right on every column may not run it");
        }

        var tables = new List<StatementTable>();
        foreach (var table in named)
        {
            var columns = table.Where(column => column.Length > 0).ToList();
            tables.Add(await WritesAsync(table.Key, columns, [.. changes.Where(c => c.Table == table.Key)], types.Count, ct));
        }

        return tables;
    }

    private async Task<StatementTable> WritesAsync(
        string table, List<string> names, List<PostgresPlan.Change> changes, int parameters, CancellationToken ct)
    {
        var explain = PostgresStatements.Explain(parameters);
        names = changes.Any(c => c.Merges) ? await rights.ColumnsOfAsync(table, ct) : names;
        var inserts = changes.Any(c => c.Inserts) ? await NeededAsync("insert", names) : null;
        var updates = changes.Any(c => c.Updates) ? await NeededAsync("update", names) : null;

        // The row that ON CONFLICT calls "excluded" has every column, so that the function depends on all of them.
        if (changes.Any(c => c.OnConflict || c.Merges))
        {
            names = [.. (await NeededAsync("select", names)).Union(inserts ?? []).Union(updates ?? [])];
        }

        return new StatementTable(table)
        {
            Names = names, Inserts = inserts, Updates = updates, Deletes = changes.Any(c => c.Deletes),
        };

        async Task<List<string>> NeededAsync(string right, List<string> columns)
        {
            var needed = new List<string>();
            foreach (var column in columns)
            {
                if (await rights.RefusedAsync(rights.Without(right, table, column), explain, ct))
                {
                    needed.Add(column);
                }
            }

            return needed;
        }
    }

    // The columns that a function's body names are those that cannot be dropped before it.
    private async Task<IEnumerable<IGrouping<string, string>>> NamedAsync(
        StatementText text, IReadOnlyList<string> types, CancellationToken ct)
    {
        await session.ExecuteAsync(
            SchemaEngine.Postgres,
            $"create function pg_temp.everlatch_body({string.Join(", ", types)}) returns void language sql "
                + $"begin atomic {text.Numbered}; end",
            ct);
        return (await session.QueryAsync(
            """
            select distinct c.relname::text, a.attname::text
            from pg_catalog.pg_depend d
            join pg_catalog.pg_proc p on d.classid = 'pg_catalog.pg_proc'::regclass and p.oid = d.objid
                and p.proname = 'everlatch_body' and p.pronamespace = pg_my_temp_schema()
            join pg_catalog.pg_class c on d.refclassid = 'pg_catalog.pg_class'::regclass and c.oid = d.refobjid
                and c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
            left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid and a.attnum > 0
            order by 1, 2
            """,
            r => (Table: r.GetString(0), Column: r.IsDBNull(1) ? "" : r.GetString(1)),
            ct)).GroupBy(row => row.Table, row => row.Column);
    }
}
