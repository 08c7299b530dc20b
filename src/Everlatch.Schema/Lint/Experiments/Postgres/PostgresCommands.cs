using System.Data.Common;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Lint.Experiments.Postgres;

/// <summary>The commands that a migration may hold although no transaction may hold them.</summary>
internal static class PostgresCommands
{
    /// <summary>A DO or a CALL whose body commits.</summary>
    public const string Committing = "DO or CALL with COMMIT";

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

    /// <summary>The engine's own name for the command that it refuses to run in a transaction.</summary>
    /// <exception cref="SchemaException">It is none that is known to be a part of a migration.</exception>
    public static string NameOf(DbException refusal, SqlText statement, string file)
    {
        if (refusal.SqlState == "2D000")
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
