using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Clients;

/// <summary>Secrets of applications, machine clients and API tokens as rows: only their SHA-256 is kept.</summary>
internal static class SecretStore
{
    private static readonly Statement Insert = Statement.Write(
        "client_secrets.insert",
        """
        insert into client_secrets (environment_id, id, client_id, sha256, created_at, expires_at)
        values (@environment, @secret, @client, @hash, @now, @expires)
        """);

    private static readonly Statement List = Statement.Read(
        "client_secrets.list",
        """
        select id, created_at, expires_at from client_secrets
        where environment_id = @environment and client_id = @client order by id
        """);

    private static readonly Statement Remove = Statement.Write(
        "client_secrets.delete",
        "delete from client_secrets where environment_id = @environment and client_id = @client and id = @secret");

    private static readonly Statement RemoveAll = Statement.Write(
        "client_secrets.delete_all", "delete from client_secrets where environment_id = @environment and client_id = @client");

    /// <summary>Adds a secret by its hash.</summary>
    public static Task AddAsync(
        IStatements statements,
        EnvironmentId environment,
        string client,
        NewSecret secret,
        byte[] hash,
        DateTimeOffset now,
        CancellationToken ct) =>
        statements.ExecuteAsync(
            Insert, new { environment, secret = secret.Id, client, hash, now, expires = secret.ExpiresAt }, ct);

    /// <summary>A client's secrets, oldest first.</summary>
    public static Task<IReadOnlyList<StoredSecret>> ListAsync(
        IStatements statements, EnvironmentId environment, string client, CancellationToken ct) =>
        statements.ListAsync<StoredSecret>(List, new { environment, client }, ct);

    /// <summary>Takes a secret away; false when the client has no such one.</summary>
    public static async Task<bool> DeleteAsync(
        IStatements statements, EnvironmentId environment, string client, SecretId secret, CancellationToken ct) =>
        await statements.ExecuteAsync(Remove, new { environment, client, secret }, ct) == 1;

    /// <summary>Takes all secrets of a client away, with the client.</summary>
    public static Task DeleteAllAsync(IStatements statements, EnvironmentId environment, string client, CancellationToken ct) =>
        statements.ExecuteAsync(RemoveAll, new { environment, client }, ct);
}
