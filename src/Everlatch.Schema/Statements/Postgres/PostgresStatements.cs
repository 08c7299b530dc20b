using System.Data.Common;
using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Statements.Postgres;

/// <summary>PostgreSQL prepares with the types of the parameters and plans without their values.</summary>
internal sealed class PostgresStatements : StatementEngine
{
    /// <summary>The name under which a statement is prepared.</summary>
    public const string Prepared = "everlatch_statement";

    private const string SyntaxError = "42601";

    private const string ForeignKeysSql =
        """
        select c.conrelid::regclass::text, c.confrelid::regclass::text, c.confdeltype in ('a', 'r'), c.confupdtype in ('a', 'r'),
            (select string_agg(a.attname, ', ' order by k.place) from unnest(c.conkey) with ordinality k (number, place)
                join pg_catalog.pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.number),
            (select string_agg(a.attname, ', ' order by k.place) from unnest(c.confkey) with ordinality k (number, place)
                join pg_catalog.pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.number)
        from pg_catalog.pg_constraint c
        where c.contype = 'f' and c.connamespace = current_schema()::regnamespace
        """;

    /// <summary>Prepares a text and tells the types of its parameters; a refusal leaves a transaction aborted.</summary>
    public static async Task<IReadOnlyList<string>> TypesAsync(DbConnection session, string sql, CancellationToken ct)
    {
        await session.ExecuteAsync(SchemaEngine.Postgres, $"prepare {Prepared} as {sql}", ct);
        return await session.QueryAsync(
            $"""
            select t.type::text from pg_prepared_statements p, unnest(p.parameter_types) with ordinality t (type, place)
            where p.name = '{Prepared}' order by t.place
            """,
            r => r.GetString(0),
            ct);
    }

    /// <summary>The statement that plans what is prepared, without values.</summary>
    public static string Explain(int parameters, string options = "") =>
        $"explain {options} execute {Prepared}"
        + (parameters > 0 ? $"({string.Join(", ", Enumerable.Repeat("null", parameters))})" : "");

    /// <summary>Whether a refusal may be one of a statement that cannot be prepared at all, such as LISTEN.</summary>
    public static bool MayBeUtility(DbException e, int parameters) => e.SqlState == SyntaxError && parameters == 0;

    /// <summary>Runs a statement that cannot be prepared, in a transaction of its own that is rolled back.</summary>
    public static async Task TryOutAsync(DbConnection session, string sql, CancellationToken ct)
    {
        await session.ExecuteAsync("begin", ct);
        try
        {
            await session.ExecuteAsync(SchemaEngine.Postgres, sql, ct);
        }
        finally
        {
            await session.ExecuteAsync("rollback", CancellationToken.None);
        }
    }

    public override async Task<StatementRefusal?> PrepareAsync(
        DbConnection session, ManifestStatement statement, CancellationToken ct)
    {
        try
        {
            if (statement.Unprepared is not null)
            {
                await TryOutAsync(session, statement.Sql, ct);
                return null;
            }

            var types = statement.Parameters.Count > 0 ? $"({string.Join(", ", statement.Parameters.Select(p => p.Type))})" : "";
            var text = StatementText.Of(statement.Sql, SchemaEngine.Postgres);
            await session.ExecuteAsync("set plan_cache_mode = force_generic_plan", ct);
            await session.ExecuteAsync(SchemaEngine.Postgres, $"prepare {Prepared}{types} as {text.Numbered}", ct);

            // What only planning finds, such as ON CONFLICT without a unique index to it.
            await session.ExecuteAsync(Explain(statement.Parameters.Count), ct);
            return null;
        }
        catch (DbException e) when (session.State == System.Data.ConnectionState.Open)
        {
            return StatementRefusal.Of(e);
        }
        finally
        {
            await session.ExecuteAsync("deallocate all", CancellationToken.None);
        }
    }

    public override Task<IReadOnlyList<ManifestStatement>> DescribeAsync(
        SchemaDatabase scratch, Catalog catalog, IReadOnlyList<SchemaStatement> statements, CancellationToken ct) =>
        DescribeOnPostgres.RunAsync(scratch, statements, ct);

    public override async Task<IReadOnlyList<ForeignKeyFact>> ForeignKeysAsync(DbConnection session, CancellationToken ct) =>
        await session.QueryAsync(
            ForeignKeysSql,
            r => new ForeignKeyFact(
                r.GetString(0), r.GetString(4), r.GetString(1), r.GetString(5), r.GetBoolean(2), r.GetBoolean(3)),
            ct);

    public override Task<bool> SatisfyByDefaultAsync(
        DbConnection session, CatalogConstraint check, IReadOnlyList<CatalogColumn> columns, CancellationToken ct) =>
        PostgresChecks.SatisfyByDefaultAsync(session, check, columns, ct);

    public override Task<bool> ImpliesAsync(
        DbConnection session, CatalogConstraint before, CatalogConstraint after, IReadOnlyList<CatalogColumn> columns,
        CancellationToken ct) =>
        PostgresChecks.ImpliesAsync(session, before, after, columns, ct);

    public override Task<bool> WidensAsync(DbConnection session, string before, string after, CancellationToken ct) =>
        PostgresChecks.WidensAsync(session, before, after, ct);
}
