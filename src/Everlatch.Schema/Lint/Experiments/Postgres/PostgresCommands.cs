using System.Data.Common;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Lint.Experiments.Postgres;

/// <summary>The commands that a migration may hold although no transaction may hold them.</summary>
internal static class PostgresCommands
{
    /// <summary>A DO or a CALL whose body commits.</summary>
    public const string Committing = "DO or CALL with COMMIT";

    // The first by its own commands, the second because it ends the transaction itself.
    private const string ActiveTransaction = "25001";
    private const string InvalidTermination = "2D000";

    // As the engine writes them in its refusal; longer names before the ones that they contain.
    private static readonly string[] Known =
    [
        "CREATE INDEX CONCURRENTLY",
        "DROP INDEX CONCURRENTLY",
        "REINDEX CONCURRENTLY",
        "REINDEX INDEX",
        "REINDEX TABLE",
        "REINDEX SCHEMA",
        "REINDEX DATABASE",
        "ALTER TABLE ... DETACH CONCURRENTLY",
        "ALTER TYPE ... ADD",
        "VACUUM",
        "CLUSTER",
    ];

    /// <summary>Whether the engine refused a statement because of the transaction around it.</summary>
    public static bool RunsInNoTransaction(DbException refusal) => refusal.SqlState is ActiveTransaction or InvalidTermination;

    /// <summary>The engine's own name for the command that it refuses to run in a transaction.</summary>
    /// <exception cref="SchemaException">It is none that is known to be a part of a migration.</exception>
    public static string NameOf(DbException refusal, SqlText statement, string file)
    {
        if (refusal.SqlState == InvalidTermination)
        {
            return Committing;
        }

        return Known.FirstOrDefault(name => refusal.Message.Contains(name, StringComparison.Ordinal))
            ?? throw new SchemaException(
                "EL1862",
                $"The engine does not run this in a transaction, and it has no place in a migration: {refusal.Message}",
                file,
                statement.Line,
                refusal);
    }
}
