using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Keys;

/// <summary>
/// Signing keys in the database. Of each algorithm at most one key has no end: the one that the next takes over from.
/// </summary>
internal static class KeyStore
{
    private static readonly Statement Insert = Statement.Write(
        "keys.insert",
        """
        insert into keys
            (environment_id, id, algorithm, public_jwk_json, private_key_sealed, published_at, signs_from, created_at)
        values (@environment, @key, @algorithm, @jwk, @sealedKey, @now, @from, @now)
        on conflict do nothing
        """);

    private static readonly Statement Published = Statement.Read(
        "keys.list_published",
        """
        select id, algorithm, public_jwk_json, published_at, signs_from, signs_until, retired_at
        from keys where environment_id = @environment and retired_at is null order by id
        """);

    private static readonly Statement HandOver = Statement.Write(
        "keys.hand_over",
        """
        update keys set signs_until = @from
        where environment_id = @environment and id = @key and signs_until is null
        """);

    private static readonly Statement Advance = Statement.Write(
        "keys.advance",
        """
        update keys set signs_from = @from
        where environment_id = @environment and id = @key and signs_until is null and signs_from > @from
        """);

    private static readonly Statement RetireKey = Statement.Write(
        "keys.retire",
        """
        update keys
        set retired_at = @now, signs_until = case when signs_until < @now then signs_until else @now end
        where environment_id = @environment and id = @key and retired_at is null
        """);

    /// <summary>Keys that are published, oldest first.</summary>
    public static Task<IReadOnlyList<StoredKey>> ListPublishedAsync(
        IStatements statements, EnvironmentId environment, CancellationToken ct) =>
        statements.ListAsync<StoredKey>(Published, new { environment }, ct);

    /// <summary>
    /// Publishes a key; false when the algorithm has a key without end, so that nobody waits for this one.
    /// </summary>
    public static async Task<bool> AddAsync(
        IStatements statements,
        EnvironmentId environment,
        NewKey key,
        DateTimeOffset from,
        DateTimeOffset now,
        CancellationToken ct)
    {
        var row = new
        {
            environment, key = key.Id, algorithm = key.Algorithm, jwk = key.PublicJwk, sealedKey = key.Sealed, from, now,
        };
        return await statements.ExecuteAsync(Insert, row, ct) == 1;
    }

    /// <summary>Ends a key at a moment; false when it had an end already: somebody else was faster.</summary>
    public static async Task<bool> HandOverAsync(
        IStatements statements, EnvironmentId environment, KeyId key, DateTimeOffset from, CancellationToken ct) =>
        await statements.ExecuteAsync(HandOver, new { environment, key, from }, ct) == 1;

    /// <summary>Lets a published key sign earlier.</summary>
    public static async Task<bool> AdvanceAsync(
        IStatements statements, EnvironmentId environment, KeyId key, DateTimeOffset from, CancellationToken ct) =>
        await statements.ExecuteAsync(Advance, new { environment, key, from }, ct) == 1;

    /// <summary>Takes a key out of the JWK set; false when it was out already.</summary>
    public static async Task<bool> RetireAsync(
        IStatements statements, EnvironmentId environment, KeyId key, DateTimeOffset now, CancellationToken ct) =>
        await statements.ExecuteAsync(RetireKey, new { environment, key, now }, ct) == 1;
}
