using System.Data.Common;
using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Catalogs.Postgres;
using Everlatch.Schema.Migrations;
using Everlatch.Schema.Runner;
using Everlatch.Schema.Shadows;

namespace Everlatch.Schema.Engines;

/// <summary>PostgreSQL.</summary>
internal sealed class PostgresEngine : SchemaEngine
{
    public override string Name => "postgres";

    internal override SqlRules Sql { get; } = new PostgresSqlRules();

    internal override RunnerEngine Runner { get; } = new PostgresRunner();

    internal override IShadows Shadows { get; } = new PostgresShadows();

    public override Task<Catalog> ReadCatalogAsync(DbConnection connection, CancellationToken ct) =>
        ReadPostgresCatalog.RunAsync(connection, ct);
}
