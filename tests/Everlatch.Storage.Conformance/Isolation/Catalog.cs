namespace Everlatch.Storage.Conformance.Isolation;

/// <summary>
/// The tables that belong to environments, in the order they were made, so that references find what they name.
/// </summary>
internal sealed class Catalog
{
    // Tables of the installation, not of an environment.
    private static readonly string[] Shared =
    [
        "schema_ledger", "schema_servers", "schema_contracts", "directory_sequence", "replayed_entries", "certificate_accounts",
        "sqlite_sequence",
    ];

    private static readonly Statement OfSqlite = Statement.Read(
        "testing.catalog_of_sqlite",
        """
        select t.name as "table", c.name, c.type, c."notnull" <> 0 or c.pk <> 0 as required
        from sqlite_master t join pragma_table_info(t.name) c where t.type = 'table' order by t.rowid, c.cid
        """);

    private static readonly Statement OfPostgres = Statement.Read(
        "testing.catalog_of_postgres",
        """
        select t.relname as "table", c.attname as name, format_type(c.atttypid, null) as type, c.attnotnull::int as required
        from pg_class t join pg_attribute c on c.attrelid = t.oid and c.attnum > 0 and not c.attisdropped
        where t.relkind = 'r' and t.relnamespace = 'public'::regnamespace order by t.oid, c.attnum
        """);

    private Catalog(IReadOnlyList<IGrouping<string, Column>> tables) => Tables = tables;

    public IReadOnlyList<IGrouping<string, Column>> Tables { get; }

    public static async Task<Catalog> ReadAsync(IDatabase database, CancellationToken ct)
    {
        var statement = database.Dialect.Name == "sqlite" ? OfSqlite : OfPostgres;
        var rows = await database.ListAsync<CatalogRow>(statement, null, ct);
        return new Catalog(
        [
            .. rows.Where(row => !Shared.Contains(row.Table, StringComparer.Ordinal))
                .Select(row => new Column { Table = row.Table, Name = row.Name, Type = row.Type, Required = row.Required != 0 })
                .GroupBy(column => column.Table, StringComparer.Ordinal),
        ]);
    }

    /// <summary>The column by which a table belongs to an environment.</summary>
    public static string EnvironmentColumn(string table) => table == "environments" ? "id" : "environment_id";

    private sealed record CatalogRow
    {
        public required string Table { get; init; }

        public required string Name { get; init; }

        public required string Type { get; init; }

        public required long Required { get; init; }
    }
}
