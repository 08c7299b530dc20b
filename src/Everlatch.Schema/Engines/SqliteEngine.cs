using System.Data.Common;
using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Catalogs.Sqlite;
using Everlatch.Schema.Lint.Experiments.Sqlite;
using Everlatch.Schema.Lint.Experiments;
using Everlatch.Schema.Migrations;
using Everlatch.Schema.Runner;
using Everlatch.Schema.Shadows;
using Everlatch.Schema.Statements;
using Everlatch.Schema.Statements.Sqlite;

namespace Everlatch.Schema.Engines;

/// <summary>SQLite.</summary>
internal sealed class SqliteEngine : SchemaEngine
{
    public override string Name => "sqlite";

    internal override SqlRules Sql { get; } = new SqliteSqlRules();

    internal override RunnerEngine Runner { get; } = new SqliteRunner();

    internal override IShadows Shadows { get; } = new SqliteShadows();

    internal override StatementEngine Statements { get; } = new SqliteStatements();

    public override Task<Catalog> ReadCatalogAsync(DbConnection connection, CancellationToken ct) =>
        ReadSqliteCatalog.RunAsync(connection, ct);

    internal override Task<Experiment> BeginExperimentAsync(
        SchemaDatabase shadow, IReadOnlySet<string> made, CancellationToken ct) =>
        SqliteExperiment.BeginAsync(shadow, made, ct);
}
