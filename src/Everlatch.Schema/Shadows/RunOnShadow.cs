using System.Data.Common;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Shadows;

/// <summary>Runs the statements of a file on a scratch database, in the transactions in which the runner runs them.</summary>
internal static class RunOnShadow
{
    /// <summary>Runs them. A backfill is left out: there are no rows to move.</summary>
    /// <param name="session">The session on the scratch database.</param>
    /// <param name="engine">Its engine.</param>
    /// <param name="migration">The file.</param>
    /// <param name="refused">What to say of a statement that the engine refuses.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="SchemaException">The engine refuses a statement, or one reaches beyond the scratch database.</exception>
    public static async Task RunAsync(
        DbConnection session,
        SchemaEngine engine,
        Migration migration,
        Func<SqlText, DbException, SchemaException> refused,
        CancellationToken ct)
    {
        if (migration.Phase == MigrationPhase.Backfill)
        {
            return;
        }

        await using var transaction = migration.Options.InTransaction ? await session.BeginTransactionAsync(ct) : null;
        var statement = migration.Statements[0];
        try
        {
            foreach (var next in migration.Statements)
            {
                statement = next;
                await (transaction is null
                    ? engine.Shadows.RunAloneAsync(session, statement, migration.File, ct)
                    : engine.Shadows.RunWithinAsync(session, statement, migration.File, ct));
            }

            // A deferred constraint speaks only now.
            if (transaction is not null)
            {
                await transaction.CommitAsync(ct);
            }
        }
        catch (DbException e)
        {
            throw refused(statement, e);
        }
    }
}
