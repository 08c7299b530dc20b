using System.Data.Common;
using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Lint.Experiments.Sqlite;

/// <summary>
/// The experiment on SQLite. There is one lock for all writers, so that is all there is to say of locks; what counts is how long
/// a statement holds it, which its program tells: it loops over a table, or writes each row anew.
/// </summary>
internal sealed class SqliteExperiment : Experiment
{
    private const string InTransaction = "from within a transaction";

    private readonly SchemaDatabase shadow;
    private readonly HashSet<string> known;

    private SqliteExperiment(SchemaDatabase shadow, Shape start)
    {
        (this.shadow, Start) = (shadow, start);
        known = start.Catalog.Of<CatalogTable>().Select(table => table.Name).ToHashSet(StringComparer.Ordinal);
    }

    public override Shape Start { get; }

    /// <summary>Looks at the schema before the release.</summary>
    /// <param name="shadow">The shadow database.</param>
    /// <param name="made">Keys of what earlier steps of the same release made: not a part of the schema before it.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<Experiment> BeginAsync(SchemaDatabase shadow, IReadOnlySet<string> made, CancellationToken ct)
    {
        await using var connection = await shadow.OpenAsync(ct);
        return new SqliteExperiment(shadow, (await SqliteShape.ReadAsync(connection, ct)).Without(made));
    }

    public override async Task<IReadOnlyList<Trial>> TryAsync(Migration migration, CancellationToken ct)
    {
        await using var connection = await shadow.OpenAsync(ct);
        if (migration.Options.InTransaction)
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            var trial = await RunAsync(connection, migration, migration.Statements, ct);
            await transaction.CommitAsync(ct);
            return [trial];
        }

        var trials = new List<Trial>();
        foreach (var statement in migration.Statements)
        {
            var trial = await RunAsync(connection, migration, [statement], ct);
            var failure = await RepeatAsync(connection, statement, ct);
            trials.Add(trial with { Effects = [trial.Effects[0] with { FailsWhenRepeated = failure }] });
        }

        return trials;
    }

    private async Task<Trial> RunAsync(
        DbConnection connection, Migration migration, IReadOnlyList<SqlText> statements, CancellationToken ct)
    {
        var before = await SqliteShape.ReadAsync(connection, ct);
        var effects = new List<Effect>();
        var catalog = before.Catalog;
        var roots = new Dictionary<string, long>((await SqliteTrees.ReadAsync(connection, ct)).Tables, StringComparer.Ordinal);
        foreach (var statement in statements)
        {
            (var effect, catalog) = await MeasureAsync(connection, migration, statement, catalog, ct);
            var now = await SqliteTrees.ReadAsync(connection, ct);
            var moved = now.Tables.Where(
                table => roots.TryGetValue(table.Key, out var root) && root != table.Value && known.Contains(table.Key));
            effects.Add(effect with { RebuiltTables = [.. effect.RebuiltTables.Union(moved.Select(table => table.Key))] });
            foreach (var table in now.Tables)
            {
                roots[table.Key] = table.Value;
            }
        }

        return new Trial(migration, effects, before, await SqliteShape.ReadAsync(connection, ct));
    }

    private async Task<(Effect Effect, Catalog Catalog)> MeasureAsync(
        DbConnection connection, Migration migration, SqlText statement, Catalog catalog, CancellationToken ct)
    {
        var trees = await SqliteTrees.ReadAsync(connection, ct);
        try
        {
            var program = await SqliteProgram.OfAsync(connection, statement.Sql, ct);
            await RunStatement.RunAsync(connection, statement, migration.Phase, ct);
            var now = await SchemaEngine.Sqlite.ReadCatalogAsync(connection, ct);
            var changes = catalog.ChangesTo(now);
            var passed = await SqliteDefaults.PassedAsync(connection, changes, now, ct);
            return (new SqliteEffect(program, trees, known).Of(statement, changes) with { PassedByDefaults = passed }, now);
        }
        catch (DbException e) when (e.Message.Contains(InTransaction, StringComparison.Ordinal))
        {
            throw new SchemaException(
                "EL1861",
                $"This cannot run in a transaction: give it a file of its own with '-- schema: no-transaction'. {e.Message}",
                migration.File,
                statement.Line,
                e);
        }
        catch (DbException e)
        {
            throw new SchemaException(
                "EL1860",
                $"The statement fails on a shadow of the schema before it: {e.Message}",
                migration.File,
                statement.Line,
                e);
        }
    }

    // As after a run that was killed before its record.
    private static async Task<string?> RepeatAsync(DbConnection connection, SqlText statement, CancellationToken ct)
    {
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await connection.ExecuteAsync(statement.Sql, ct);
            await transaction.RollbackAsync(ct);
            return null;
        }
        catch (DbException e)
        {
            return e.Message.Contains(InTransaction, StringComparison.Ordinal) ? null : e.Message;
        }
    }
}
