using System.Data.Common;
using System.Globalization;
using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Lint.Experiments.Postgres;

/// <summary>The experiment on PostgreSQL.</summary>
internal sealed class PostgresExperiment : Experiment
{
    private readonly SchemaDatabase shadow;
    private readonly HashSet<long> known;

    // Nobody else changes the shadow, so that what one file left is what the next one meets.
    private Shape shape;

    private PostgresExperiment(SchemaDatabase shadow, HashSet<long> known, Shape shape, IReadOnlySet<string> made) =>
        (this.shadow, this.known, this.shape, Start) = (shadow, known, shape, shape.Without(made));

    public override Shape Start { get; }

    /// <summary>Looks at the schema before the release.</summary>
    /// <param name="shadow">The shadow database.</param>
    /// <param name="made">Keys of what earlier steps of the same release made: not a part of the schema before it.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<Experiment> BeginAsync(SchemaDatabase shadow, IReadOnlySet<string> made, CancellationToken ct)
    {
        await using var connection = await shadow.OpenAsync(ct);
        await RequireCountersAsync(connection, ct);
        var relations = (await PostgresSnapshot.TakeAsync(connection, ct)).Relations;
        var known =
            relations.Values.Where(r => !made.Contains($"table {relations[r.Table].Name}")).Select(r => r.Oid).ToHashSet();
        return new PostgresExperiment(shadow, known, await PostgresShape.ReadAsync(connection, ct), made);
    }

    public override async Task<IReadOnlyList<Trial>> TryAsync(Migration migration, CancellationToken ct)
    {
        await using var connection = await shadow.OpenAsync(ct);
        var statements = new PostgresStatement(connection, known, migration);
        var trials = new List<Trial>();
        if (migration.Options.InTransaction)
        {
            trials.Add(await TogetherAsync(statements, shape, ct));
        }
        else
        {
            foreach (var statement in migration.Statements)
            {
                trials.Add(await AloneAsync(statements, statement, trials.LastOrDefault()?.After ?? shape, ct));
            }
        }

        shape = trials[^1].After;
        return trials;
    }

    // The whole file is one transaction.
    private static async Task<Trial> TogetherAsync(PostgresStatement statements, Shape before, CancellationToken ct)
    {
        var (effects, catalog) = (new List<Effect>(), before.Catalog);
        await LimitAsync(statements, ct);
        await using (var transaction = await statements.Connection.BeginTransactionAsync(ct))
        {
            foreach (var statement in statements.Migration.Statements)
            {
                try
                {
                    (var effect, catalog) = await statements.MeasureAsync(statement, catalog, ct);
                    effects.Add(effect);
                }
                catch (DbException e) when (PostgresCommands.RunsInNoTransaction(e))
                {
                    throw new SchemaException(
                        "EL1861",
                        $"{PostgresCommands.NameOf(e, statement, statements.Migration.File)} cannot run in a transaction: "
                            + "give it a file of its own with '-- schema: no-transaction'.",
                        statements.Migration.File,
                        statement.Line,
                        e);
                }
                catch (DbException e) when (e is { SqlState: not null })
                {
                    throw statements.Failed(statement, e);
                }
            }

            await CommitAsync(statements, transaction, ct);
        }

        return new Trial(
            statements.Migration, effects, before, await PostgresShape.ReadAsync(statements.Connection, catalog, ct));
    }

    // A deferred constraint speaks only now.
    private static async Task CommitAsync(PostgresStatement statements, DbTransaction transaction, CancellationToken ct)
    {
        try
        {
            await transaction.CommitAsync(ct);
        }
        catch (DbException e) when (e is { SqlState: not null })
        {
            throw statements.Failed(statements.Migration.Statements[^1], e);
        }
    }

    // A file without a transaction: each statement is one by itself, and where the engine allows it, it is measured in one of
    // ours.
    private async Task<Trial> AloneAsync(PostgresStatement statements, SqlText statement, Shape before, CancellationToken ct)
    {
        Effect effect;
        Catalog catalog;
        try
        {
            await LimitAsync(statements, ct);
            await using var transaction = await statements.Connection.BeginTransactionAsync(ct);
            (effect, catalog) = await statements.MeasureAsync(statement, before.Catalog, ct);
            await transaction.CommitAsync(ct);
        }
        catch (DbException e) when (PostgresCommands.RunsInNoTransaction(e))
        {
            var name = PostgresCommands.NameOf(e, statement, statements.Migration.File);
            (effect, catalog) = await statements.MeasureOutsideAsync(statement, name, before.Catalog, shadow, ct);
        }
        catch (DbException e) when (e is { SqlState: not null })
        {
            throw statements.Failed(statement, e);
        }

        var after = await PostgresShape.ReadAsync(statements.Connection, catalog, ct);
        effect = effect with { FailsWhenRepeated = await PostgresRepetition.FailureOfAsync(statements.Connection, effect, ct) };
        return new Trial(statements.Migration, [effect], before, after);
    }

    // As the runner does it, at the start of each transaction.
    private static Task LimitAsync(PostgresStatement statements, CancellationToken ct)
    {
        var options = statements.Migration.Options;
        return statements.Connection.ExecuteAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"set lock_timeout = {(long)options.LockTimeout.TotalMilliseconds}; "
                + $"set statement_timeout = {(long)options.StatementTimeout.TotalMilliseconds}"),
            ct);
    }

    private static async Task RequireCountersAsync(DbConnection connection, CancellationToken ct)
    {
        if ((await connection.QueryAsync("select current_setting('track_counts')", row => row.GetString(0), ct))[0] != "on")
        {
            throw new SchemaException(
                "EL1863",
                "This server counts no scans (track_counts is off), and the lint takes nothing for granted "
                    + "that it cannot measure.");
        }
    }
}
