using System.Data.Common;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Statements;

/// <summary>Runs steps on a scratch database, where nobody waits and nothing has to be resumed.</summary>
internal static class ShadowSteps
{
    /// <summary>Runs them in order. A backfill is left out: there are no rows to move.</summary>
    /// <exception cref="SchemaException">The engine refuses a statement.</exception>
    public static async Task ApplyAsync(SchemaDatabase scratch, IEnumerable<Migration> migrations, CancellationToken ct)
    {
        await using var session = await scratch.OpenAsync(ct);
        await scratch.Engine.Runner.EnforceAsync(session, false, ct);
        foreach (var migration in migrations.Where(m => m.Phase != MigrationPhase.Backfill))
        {
            foreach (var statement in migration.Statements)
            {
                try
                {
                    await session.ExecuteAsync(scratch.Engine, statement.Sql, ct);
                }
                catch (DbException e)
                {
                    throw new SchemaException(
                        "EL1853", $"The step fails on a copy of the schema: {StatementRefusal.Of(e).Message}",
                        migration.File, statement.Line, e);
                }
            }
        }
    }
}
