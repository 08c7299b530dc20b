using System.Data.Common;
using Everlatch.Schema.Lint.Experiments;
using Everlatch.Schema.Migrations;
using Everlatch.Schema.Runner;
using Everlatch.Schema.Shadows;

namespace Everlatch.Schema.Lint;

/// <summary>Tries migrations on a shadow database and says which of what they did would hurt.</summary>
public static class LintMigrations
{
    /// <summary>Whether <see cref="RunAsync" /> would have nothing to try.</summary>
    public static bool IsEmpty(SchemaSource source, SchemaEngine engine, bool all) =>
        ReleaseFiles.Of(source, engine).All(release => release.IsReleased && !all);

    /// <summary>
    /// Tries the migrations that no release has yet, or all, on an empty shadow that the earlier ones were applied to.
    /// </summary>
    /// <param name="source">The build.</param>
    /// <param name="server">A database of the engine and version of the target; the shadow is made beside it, and it is left
    /// alone.</param>
    /// <param name="all">Also those of releases that are out.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="SchemaException">A file is malformed, or a statement fails or cannot be measured.</exception>
    public static async Task<LintReport> RunAsync(SchemaSource source, SchemaDatabase server, bool all, CancellationToken ct)
    {
        await using var shadow = await ShadowDatabase.CreateAsync(server, ct);
        var judge = new Judge(server.Engine);
        foreach (var release in ReleaseFiles.Of(source, server.Engine))
        {
            if (all || !release.IsReleased)
            {
                var experiment = await server.Engine.BeginExperimentAsync(shadow.Database, new HashSet<string>(), ct);
                await TryAsync(judge, release, release.Migrations, experiment, ct);
            }
            else
            {
                await ApplyAsync(shadow.Database, release.Migrations, ct);
            }
        }

        return judge.Report;
    }

    /// <summary>Tries the migrations that a database lacks, on a shadow of it.</summary>
    /// <param name="source">The build.</param>
    /// <param name="target">The database. It is only read.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="SchemaException">A file is malformed, or a statement fails or cannot be measured.</exception>
    public static async Task<LintReport> PendingAsync(SchemaSource source, SchemaDatabase target, CancellationToken ct)
    {
        var plan = await SchemaPlan.OfFilesAsync(source, target, new ApplyOptions(), ct);
        var pending = plan.Steps.Concat(plan.Deferred).Select(step => step.Step).ToHashSet(StringComparer.Ordinal);
        var judge = new Judge(target.Engine);
        if (pending.Count > 0)
        {
            await using var shadow = await ShadowDatabase.CopyAsync(target, ct);
            foreach (var release in ReleaseFiles.Of(source, target.Engine))
            {
                var migrations = release.Migrations.Where(m => pending.Contains(m.Step)).ToList();
                if (migrations.Count > 0)
                {
                    var experiment = await target.Engine.BeginExperimentAsync(
                        shadow.Database, MadeBy(source, target.Engine, release.Migrations.Except(migrations)), ct);
                    await TryAsync(judge, release, migrations, experiment, ct);
                }
            }
        }

        return judge.Report;
    }

    private static async Task TryAsync(
        Judge judge, ReleaseFiles release, IReadOnlyList<Migration> migrations, Experiment experiment, CancellationToken ct)
    {
        foreach (var migration in migrations)
        {
            judge.Hear(release, migration, experiment.Start, await experiment.TryAsync(migration, ct));
        }
    }

    // What steps of the release that are done already made: nobody uses it yet.
    private static HashSet<string> MadeBy(SchemaSource source, SchemaEngine engine, IEnumerable<Migration> done)
    {
        var steps = done.Select(m => m.Step).ToHashSet(StringComparer.Ordinal);
        return steps.Count == 0
            ? []
            : [
                .. source.ContractOf(engine).Steps
                    .Where(step => steps.Contains(step.Step))
                    .SelectMany(step => step.Changes)
                    .Where(change => change.Mark == '+')
                    .Select(change => change.Subject.Key),
            ];
    }

    // Released steps are only made, not measured. There are no rows to move.
    private static async Task ApplyAsync(SchemaDatabase shadow, IReadOnlyList<Migration> migrations, CancellationToken ct)
    {
        await using var connection = await shadow.OpenAsync(ct);
        foreach (var migration in migrations.Where(m => m.Phase != MigrationPhase.Backfill))
        {
            await using var transaction = migration.Options.InTransaction ? await connection.BeginTransactionAsync(ct) : null;
            foreach (var statement in migration.Statements)
            {
                try
                {
                    await RunStatement.RunAsync(connection, statement, migration.Phase, ct);
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

            await (transaction?.CommitAsync(ct) ?? Task.CompletedTask);
        }
    }
}
