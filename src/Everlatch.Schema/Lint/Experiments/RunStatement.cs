using System.Data.Common;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Lint.Experiments;

/// <summary>Runs a statement of a migration on the shadow.</summary>
internal static class RunStatement
{
    // The bounds of a batch. With nulls for both the engine plans and locks as ever, and finds no row.
    private static readonly string[] Bounds = ["after", "upto"];

    /// <summary>Runs it. The header's limit on time counts, not the driver's.</summary>
    public static async Task RunAsync(DbConnection connection, SqlText statement, MigrationPhase phase, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement.Sql;
        command.CommandTimeout = 0;
        foreach (var name in phase == MigrationPhase.Backfill ? Bounds : [])
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = DBNull.Value;
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync(ct);
    }
}
