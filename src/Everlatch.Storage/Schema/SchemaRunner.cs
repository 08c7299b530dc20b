using System.Data.Common;
using Dapper;

namespace Everlatch.Storage.Schema;

/// <summary>The first, simple runner: a file is applied and recorded in one transaction, under the migration lock.</summary>
internal sealed class SchemaRunner(
    IReadOnlyList<Migration> migrations, Func<CancellationToken, Task<DbConnection>> open, ISchemaLock schemaLock) : ISchemaRunner
{
    private static readonly Statement History = Statement
        .Read("schema.history", "select name, sha256 from schema_migrations order by name")
        .AcrossEnvironments("the schema is one");

    private static readonly Statement Apply = Statement
        .Write(
            "schema.apply",
            "insert into schema_migrations (name, sha256, applied_at) values (@Name, @Sha256, cast(current_timestamp as text))")
        .AcrossEnvironments("the schema is one");

    public async Task ApplyAsync(CancellationToken ct)
    {
        if ((await PendingAsync(ct)).Count > 0)
        {
            await new DatabaseStatements(null).GuardAsync(Apply, () => ApplyMissingAsync(ct), ct);
        }
    }

    public Task<IReadOnlyList<string>> PendingAsync(CancellationToken ct) =>
        new DatabaseStatements(null).GuardAsync(
            History,
            async () =>
            {
                await using var connection = await open(ct);
                return Missing(await AppliedAsync(connection, ct));
            },
            ct);

    private static async Task ApplyAsync(DbConnection connection, Migration migration, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);

        // No timeout: how long a change of the schema takes depends on how much is stored.
        await connection.ExecuteAsync(new CommandDefinition(migration.Sql, null, transaction, 0, cancellationToken: ct));
        await connection.ExecuteAsync(new CommandDefinition(Apply.Sql, migration, transaction, cancellationToken: ct));
        await transaction.CommitAsync(ct);
    }

    private async Task<int> ApplyMissingAsync(CancellationToken ct)
    {
        await using var connection = await open(ct);
        await using var held = await schemaLock.AcquireAsync(connection, ct);
        await connection.ExecuteAsync(
            """
            create table if not exists schema_migrations (
                name text primary key, sha256 text not null, applied_at text not null)
            """);

        // Read again under the lock: another runner may have been faster.
        var missing = Missing(await AppliedAsync(connection, ct));
        foreach (var migration in migrations.Where(m => missing.Contains(m.Name)))
        {
            await ApplyAsync(connection, migration, ct);
        }

        return missing.Count;
    }

    private IReadOnlyList<string> Missing(Dictionary<string, string> applied) =>
        [.. migrations.Where(m => !applied.ContainsKey(m.Name)).Select(m => m.Name)];

    private async Task<Dictionary<string, string>> AppliedAsync(DbConnection connection, CancellationToken ct)
    {
        if (!await schemaLock.HasHistoryAsync(connection, ct))
        {
            return [];
        }

        var rows = await connection.QueryAsync<(string Name, string Sha256)>(
            new CommandDefinition(History.Sql, cancellationToken: ct));
        var done = rows.ToDictionary(row => row.Name, row => row.Sha256);
        var edited = migrations.FirstOrDefault(m => done.TryGetValue(m.Name, out var sha256) && sha256 != m.Sha256);
        return edited is null
            ? done
            : throw new InvalidOperationException($"Migration {edited.Name} was edited after it was applied to this database.");
    }
}
