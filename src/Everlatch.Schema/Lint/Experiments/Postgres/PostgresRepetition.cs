using System.Data.Common;
using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Lint.Experiments.Postgres;

/// <summary>
/// Runs a statement of a file without a transaction a second time, as after a run that was killed before its record.
/// </summary>
internal static class PostgresRepetition
{
    /// <summary>What the engine says to the second run; null when it has nothing against it and nothing is there twice.</summary>
    public static async Task<string?> FailureOfAsync(DbConnection connection, Effect effect, CancellationToken ct)
    {
        try
        {
            if (effect.RunsAlone is not null)
            {
                return await AgainAsync(connection, effect, ct);
            }

            await using var transaction = await connection.BeginTransactionAsync(ct);
            await connection.ExecuteAsync(effect.Statement.Sql, ct);
            await transaction.RollbackAsync(ct);
            return null;
        }
        catch (DbException e) when (e is { SqlState: not null })
        {
            return e.Message;
        }
    }

    // An index without a name is built under another name each time.
    private static async Task<string?> AgainAsync(DbConnection connection, Effect effect, CancellationToken ct)
    {
        var before = await SchemaEngine.Postgres.ReadCatalogAsync(connection, ct);
        await connection.ExecuteAsync(effect.Statement.Sql, ct);
        var after = await SchemaEngine.Postgres.ReadCatalogAsync(connection, ct);
        var twice = before.ChangesTo(after)
            .OfType<CatalogChange.Added>()
            .Select(change => change.Subject)
            .OfType<CatalogIndex>()
            .ToList();
        foreach (var index in twice)
        {
            await connection.ExecuteAsync($"drop index \"{index.Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", ct);
        }

        return twice.Count == 0 ? null : $"it made {twice[0].Name} besides";
    }
}
