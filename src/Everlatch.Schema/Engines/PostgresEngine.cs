using System.Data.Common;
using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Engines;

/// <summary>PostgreSQL.</summary>
internal sealed class PostgresEngine : SchemaEngine
{
    public override string Name => "postgres";

    internal override SqlRules Sql { get; } = new PostgresSqlRules();

    public override Task<Catalog> ReadCatalogAsync(DbConnection connection, CancellationToken ct) =>
        ReadPostgresCatalog.RunAsync(connection, ct);
}
