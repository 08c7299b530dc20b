using System.Data.Common;
using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Engines;
using Everlatch.Schema.Lint.Experiments;
using Everlatch.Schema.Migrations;
using Everlatch.Schema.Runner;
using Everlatch.Schema.Shadows;
using Everlatch.Schema.Statements;

namespace Everlatch.Schema;

/// <summary>What truly differs between database engines. Everything else is written once.</summary>
public abstract class SchemaEngine
{
    /// <summary>PostgreSQL 15 or newer.</summary>
    public static SchemaEngine Postgres { get; } = new PostgresEngine();

    /// <summary>SQLite 3.37 or newer.</summary>
    public static SchemaEngine Sqlite { get; } = new SqliteEngine();

    /// <summary>Both.</summary>
    public static IReadOnlyList<SchemaEngine> All { get; } = [Postgres, Sqlite];

    /// <summary>The folder of its migrations: <c>postgres</c> or <c>sqlite</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Reads the current schema: a handful of queries, however many tables there are.</summary>
    /// <param name="connection">An open session; a transaction that it is in is seen through.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="SchemaException">The catalog may not be read.</exception>
    public abstract Task<Catalog> ReadCatalogAsync(DbConnection connection, CancellationToken ct);

    /// <summary>What its SQL looks like, as far as splitting files goes.</summary>
    internal abstract SqlRules Sql { get; }

    /// <summary>How a run locks, limits and tries again on it.</summary>
    internal abstract RunnerEngine Runner { get; }

    /// <summary>How scratch databases are made on it.</summary>
    internal abstract IShadows Shadows { get; }

    /// <summary>What it says of statements without running them.</summary>
    internal abstract StatementEngine Statements { get; }

    /// <summary>Keeps a driver from changing the text of a command that has no parameters.</summary>
    internal virtual void SendAsIs(DbCommand command)
    {
    }

    /// <summary>Begins an experiment on the migrations of one release: the lint's measurements.</summary>
    /// <param name="shadow">A shadow database with the schema before what is to be tried.</param>
    /// <param name="made">Keys of what earlier steps of the same release made: not a part of the schema before it.</param>
    /// <param name="ct">Cancels.</param>
    internal abstract Task<Experiment> BeginExperimentAsync(
        SchemaDatabase shadow, IReadOnlySet<string> made, CancellationToken ct);

    /// <inheritdoc />
    public override string ToString() => Name;
}
