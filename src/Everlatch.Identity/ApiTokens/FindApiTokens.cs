using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Identity.Clients;
using Everlatch.Storage;

namespace Everlatch.Identity.ApiTokens;

/// <summary>Reads API tokens, revoked ones too. Their secrets are never shown again.</summary>
public sealed class FindApiTokens(IDatabase database)
{
    /// <summary>One token by id.</summary>
    public Task<ApiToken?> ByIdAsync(EnvironmentId environment, ApiTokenId token, CancellationToken ct) =>
        ApiTokenStore.FindAsync(database, environment, token, ct);

    /// <summary>The ids and ends of a token's secrets, oldest first.</summary>
    public Task<IReadOnlyList<StoredSecret>> SecretsAsync(EnvironmentId environment, ApiTokenId token, CancellationToken ct) =>
        SecretStore.ListAsync(database, environment, token.Value, ct);

    /// <summary>
    /// Up to <paramref name="limit" /> tokens after an id, in the order they
    /// were made: of one tenant, of one user, or of all where those are null.
    /// </summary>
    public Task<Page<ApiToken>> PageAsync(
        EnvironmentId environment, TenantId? tenant, UserId? user, string? after, int limit, CancellationToken ct) =>
        ApiTokenStore.PageAsync(database, environment, tenant, user, after, limit, ct);
}
