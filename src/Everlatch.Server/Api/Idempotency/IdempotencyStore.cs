using Everlatch.Storage;

namespace Everlatch.Server.Api.Idempotency;

/// <summary>Keys that clients used, with the answers they got.</summary>
internal sealed class IdempotencyStore(IDatabase database)
{
    // One statement decides between concurrent requests: a fresh key, an expired one, or one whose first request was abandoned.
    private static readonly Statement Claim = Statement.Write(
        "idempotency.claim",
        """
        insert into idempotency_keys (environment_id, client_id, key_sha256, request_sha256, created_at, expires_at)
        values (@environment, @client, @key, @request, @now, @expires)
        on conflict (environment_id, client_id, key_sha256) do update
        set request_sha256 = excluded.request_sha256, response_sealed = null,
            created_at = excluded.created_at, expires_at = excluded.expires_at
        where idempotency_keys.environment_id = @environment
        and (idempotency_keys.expires_at <= @now
            or (idempotency_keys.response_sealed is null
                and idempotency_keys.created_at <= @abandoned
                and idempotency_keys.request_sha256 = @request))
        """);

    private static readonly Statement Find = Statement.Read(
        "idempotency.find",
        """
        select request_sha256, response_sealed, created_at from idempotency_keys
        where environment_id = @environment and client_id = @client and key_sha256 = @key
        """);

    // The claim's time is its fence: a request that was taken for abandoned does not overwrite its successor's answer.
    private static readonly Statement Complete = Statement.Write(
        "idempotency.complete",
        """
        update idempotency_keys set response_sealed = @response
        where environment_id = @environment and client_id = @client and key_sha256 = @key and created_at = @claimed
        """);

    private static readonly Statement Release = Statement.Write(
        "idempotency.release",
        """
        delete from idempotency_keys
        where environment_id = @environment and client_id = @client and key_sha256 = @key and created_at = @claimed
        and response_sealed is null
        """);

    private static readonly Statement Sweep = Statement
        .Write("idempotency.sweep", "delete from idempotency_keys where expires_at <= @now")
        .AcrossEnvironments("expired keys are swept by age");

    public async Task<bool> ClaimAsync(
        IdempotencyClaim claim, DateTimeOffset now, DateTimeOffset abandoned, DateTimeOffset expires, CancellationToken ct) =>
        await database.ExecuteAsync(
            Claim,
            new
            {
                environment = claim.Environment,
                client = claim.Caller,
                key = claim.Key,
                request = claim.Request,
                now,
                abandoned,
                expires,
            },
            ct) == 1;

    public Task<IdempotencyRow?> FindAsync(IdempotencyClaim claim, CancellationToken ct) =>
        database.FindAsync<IdempotencyRow>(
            Find, new { environment = claim.Environment, client = claim.Caller, key = claim.Key }, ct);

    public Task CompleteAsync(IdempotencyClaim claim, DateTimeOffset claimed, byte[] response, CancellationToken ct) =>
        database.ExecuteAsync(
            Complete, new { environment = claim.Environment, client = claim.Caller, key = claim.Key, claimed, response }, ct);

    public Task ReleaseAsync(IdempotencyClaim claim, DateTimeOffset claimed, CancellationToken ct) =>
        database.ExecuteAsync(
            Release, new { environment = claim.Environment, client = claim.Caller, key = claim.Key, claimed }, ct);

    public Task<int> SweepAsync(DateTimeOffset now, CancellationToken ct) => database.ExecuteAsync(Sweep, new { now }, ct);
}
