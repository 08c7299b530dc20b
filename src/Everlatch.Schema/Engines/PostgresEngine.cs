using System.Data.Common;
using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Catalogs.Postgres;
using Everlatch.Schema.Lint.Experiments.Postgres;
using Everlatch.Schema.Lint.Experiments;
using Everlatch.Schema.Migrations;
using Everlatch.Schema.Runner;
using Everlatch.Schema.Shadows;
using Everlatch.Schema.Statements;
using Everlatch.Schema.Statements.Postgres;

namespace Everlatch.Schema.Engines;

/// <summary>PostgreSQL.</summary>
internal sealed class PostgresEngine : SchemaEngine
{
    public override string Name => "postgres";

    internal override SqlRules Sql { get; } = new PostgresSqlRules();

    internal override RunnerEngine Runner { get; } = new PostgresRunner();

    internal override IShadows Shadows { get; } = new PostgresShadows();

    internal override StatementEngine Statements { get; } = new PostgresStatements();

    public override Task<Catalog> ReadCatalogAsync(DbConnection connection, CancellationToken ct) =>
        ReadPostgresCatalog.RunAsync(connection, ct);

    // Npgsql cuts a text at its semicolons and does not know BEGIN ATOMIC; with a parameter by place it
    // takes the text for one statement.
    internal override void SendAsIs(DbCommand command)
    {
        var parameter = command.CreateParameter();
        parameter.Value = 0;
        command.Parameters.Add(parameter);
    }

    internal override Task<Experiment> BeginExperimentAsync(
        SchemaDatabase shadow, IReadOnlySet<string> made, CancellationToken ct) =>
        PostgresExperiment.BeginAsync(shadow, made, ct);
}
