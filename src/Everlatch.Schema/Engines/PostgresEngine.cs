using System.Data.Common;
using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Engines;

/// <summary>PostgreSQL.</summary>
internal sealed class PostgresEngine : SchemaEngine
{
    public override string Name => "postgres";

    public override Task<Catalog> ReadCatalogAsync(DbConnection connection, CancellationToken ct) =>
        ReadPostgresCatalog.RunAsync(connection, ct);
}
