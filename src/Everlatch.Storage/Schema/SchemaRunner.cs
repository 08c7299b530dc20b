using System.Data.Common;
using Dapper;

namespace Everlatch.Storage.Schema;

/// <summary>The first, simple runner: a file is applied and recorded in one transaction, under the engine's migration lock.</summary>
internal sealed class SchemaRunner(string engine, Func<CancellationToken, Task<DbConnection>> open, ISchemaLock schemaLock) : ISchemaRunner
{
    private static readonly Statement History = Statement
        .Read("schema.history", "select name, sha256 from schema_migrations order by name")
        .AcrossEnvironments("the schema is one");

    private readonly IReadOnlyList<Migration> migrations = Migration.Of(engine);

    public async Task ApplyAsync(CancellationToken ct)
    {
        if ((await PendingAsync(ct)).Count == 0)
        {
            return;
        }

        await using var connection = await open(ct);
        await using var held = await schemaLock.AcquireAsync(connection, ct);
        await connection.ExecuteAsync(
            "create table if not exists schema_migrations (name text primary key, sha256 text not null, applied_at text not null)");

        // Read again under the lock: another runner may have been faster.
        var done = await AppliedAsync(connection, ct);
        foreach (var migration in migrations.Where(m => !done.ContainsKey(m.Name)))
        {
            await ApplyAsync(connection, migration, ct);
        }
    }

    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken ct)
    {
        await using var connection = await DatabaseStatements.GuardAsync(History, () => open(ct), ct);
        var done = await DatabaseStatements.GuardAsync(History, () => AppliedAsync(connection, ct), ct);
        return [.. migrations.Where(m => !done.ContainsKey(m.Name)).Select(m => m.Name)];
    }

    private static async Task ApplyAsync(DbConnection connection, Migration migration, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(migration.Sql, transaction: transaction, cancellationToken: ct));
        await connection.ExecuteAsync(new CommandDefinition(
            "insert into schema_migrations (name, sha256, applied_at) values (@Name, @Sha256, cast(current_timestamp as text))",
            migration,
            transaction,
            cancellationToken: ct));
        await transaction.CommitAsync(ct);
    }

    private async Task<Dictionary<string, string>> AppliedAsync(DbConnection connection, CancellationToken ct)
    {
        if (!await schemaLock.HasHistoryAsync(connection, ct))
        {
            return [];
        }

        var rows = await connection.QueryAsync<(string Name, string Sha256)>(new CommandDefinition(History.Sql, cancellationToken: ct));
        var done = rows.ToDictionary(row => row.Name, row => row.Sha256);
        var edited = migrations.FirstOrDefault(m => done.TryGetValue(m.Name, out var sha256) && sha256 != m.Sha256);
        return edited is null
            ? done
            : throw new InvalidOperationException($"Migration {edited.Name} was edited after it was applied to this database.");
    }
}
