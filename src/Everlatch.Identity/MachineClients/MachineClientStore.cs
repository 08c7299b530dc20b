using System.Collections.Immutable;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Storage;

namespace Everlatch.Identity.MachineClients;

/// <summary>Machine clients as rows.</summary>
internal static class MachineClientStore
{
    private const string Columns =
        "id, name, apis_json, jwks_json, signing_algorithm, token_seconds, disabled_at, created_at, updated_at, version";

    private static readonly Statement Insert = Statement.Write(
        "machine_clients.insert",
        $"""
        insert into machine_clients
            (environment_id, id, name, apis_json, jwks_json, signing_algorithm, token_seconds, disabled_at,
             created_at, updated_at, version)
        values
            (@environment, @client, @name, @apis, cast(@jwks as text), @algorithm, @seconds, cast(@disabled_at as bigint),
             @now, @now, 1)
        returning {Columns}
        """);

    private static readonly Statement Find = Statement.Read(
        "machine_clients.find", $"select {Columns} from machine_clients where environment_id = @environment and id = @client");

    private static readonly Statement List = Statement.Read(
        "machine_clients.page",
        $"select {Columns} from machine_clients where environment_id = @environment and id > @after order by id limit @limit");

    private static readonly Statement Change = Statement.Write(
        "machine_clients.update",
        $"""
        update machine_clients
        set name = @name, apis_json = @apis, jwks_json = cast(@jwks as text), signing_algorithm = @algorithm,
            token_seconds = @seconds,
            disabled_at = cast(@disabled_at as bigint), updated_at = @now, version = version + 1
        where environment_id = @environment and id = @client
        returning {Columns}
        """);

    // Writes nothing new: the row's lock makes two who change its secrets take turns.
    private static readonly Statement Hold = Statement.Write(
        "machine_clients.hold",
        $"update machine_clients set version = version where environment_id = @environment and id = @client returning {Columns}");

    private static readonly Statement Remove = Statement.Write(
        "machine_clients.delete", "delete from machine_clients where environment_id = @environment and id = @client");

    /// <summary>Adds a client.</summary>
    public static async Task<StoredMachineClient> AddAsync(
        IStatements statements,
        EnvironmentId environment,
        MachineClientId client,
        MachineClientDraft draft,
        DateTimeOffset now,
        CancellationToken ct)
    {
        var arguments = Arguments(environment, client, draft, draft.Disabled ? now : null, now);
        return (await statements.FindAsync<Row>(Insert, arguments, ct))!.ToClient();
    }

    /// <summary>One client.</summary>
    public static async Task<StoredMachineClient?> FindAsync(
        IStatements statements, EnvironmentId environment, MachineClientId client, CancellationToken ct) =>
        (await statements.FindAsync<Row>(Find, new { environment, client }, ct))?.ToClient();

    /// <summary>Reads a client and keeps others who would change it waiting until the transaction ends.</summary>
    public static async Task<StoredMachineClient?> HoldAsync(
        ITransaction transaction, EnvironmentId environment, MachineClientId client, CancellationToken ct) =>
        (await transaction.FindAsync<Row>(Hold, new { environment, client }, ct))?.ToClient();

    /// <summary>Up to <paramref name="limit" /> clients after an id.</summary>
    public static async Task<Page<StoredMachineClient>> PageAsync(
        IStatements statements, EnvironmentId environment, string? after, int limit, CancellationToken ct)
    {
        var rows = await statements.ListAsync<Row>(List, new { environment, after = after ?? "", limit = limit + 1L }, ct);
        return Page.Cut([.. rows.Select(row => row.ToClient())], limit, client => client.Id.Value);
    }

    /// <summary>Changes a client that the caller holds.</summary>
    public static async Task<StoredMachineClient> UpdateAsync(
        ITransaction transaction,
        EnvironmentId environment,
        StoredMachineClient held,
        MachineClientDraft draft,
        DateTimeOffset now,
        CancellationToken ct)
    {
        var arguments = Arguments(environment, held.Id, draft, draft.Disabled ? held.DisabledAt ?? now : null, now);
        return (await transaction.FindAsync<Row>(Change, arguments, ct))!.ToClient();
    }

    /// <summary>Takes a client away.</summary>
    public static Task DeleteAsync(
        IStatements statements, EnvironmentId environment, MachineClientId client, CancellationToken ct) =>
        statements.ExecuteAsync(Remove, new { environment, client }, ct);

    private static object Arguments(
        EnvironmentId environment,
        MachineClientId client,
        MachineClientDraft draft,
        DateTimeOffset? disabledAt,
        DateTimeOffset now) => new
        {
            environment,
            client,
            name = draft.Name,
            apis = Json.Write(draft.Apis),
            jwks = draft.Jwks,
            algorithm = draft.SigningAlgorithm,
            seconds = (long)draft.TokenSeconds,
            disabled_at = disabledAt,
            now,
        };

    private sealed record Row
    {
        public MachineClientId Id { get; init; }
        public string Name { get; init; } = "";
        public string ApisJson { get; init; } = "";
        public string? JwksJson { get; init; }
        public string SigningAlgorithm { get; init; } = "";
        public long TokenSeconds { get; init; }
        public DateTimeOffset? DisabledAt { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset UpdatedAt { get; init; }
        public long Version { get; init; }

        public StoredMachineClient ToClient() => new()
        {
            Id = Id,
            Name = Name,
            Apis = ImmutableArray.Create(Json.Read<ApiGrant[]>(ApisJson)),
            Jwks = JwksJson,
            SigningAlgorithm = SigningAlgorithm,
            TokenSeconds = (int)TokenSeconds,
            DisabledAt = DisabledAt,
            CreatedAt = CreatedAt,
            UpdatedAt = UpdatedAt,
            Version = Version,
        };
    }
}
