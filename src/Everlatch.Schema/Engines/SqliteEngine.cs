using System.Data.Common;
using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Engines;

/// <summary>SQLite.</summary>
internal sealed class SqliteEngine : SchemaEngine
{
    public override string Name => "sqlite";

    public override Task<Catalog> ReadCatalogAsync(DbConnection connection, CancellationToken ct) =>
        ReadSqliteCatalog.RunAsync(connection, ct);
}
