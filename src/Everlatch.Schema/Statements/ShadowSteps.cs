using System.Data.Common;
using Everlatch.Schema.Migrations;
using Everlatch.Schema.Shadows;

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
        foreach (var migration in migrations)
        {
            await RunOnShadow.RunAsync(session, scratch.Engine, migration, (at, e) => Refused(migration, at, e), ct);
        }
    }

    private static SchemaException Refused(Migration migration, SqlText statement, DbException e) =>
        new(
            "EL1853",
            $"The step fails on a copy of the schema: {StatementRefusal.Of(e).Message}",
            migration.File,
            statement.Line,
            e);
}
