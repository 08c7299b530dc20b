using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Memberships;
using Everlatch.Oidc.Grants;

namespace Everlatch.Server.Wiring;

/// <summary>
/// Ends the grants of the protocols when memberships and tenants end; access tokens that carry their <c>gid</c> are revoked.
/// </summary>
internal sealed class EndTenantGrants(TimeProvider clock) : ITenantAccessEnd
{
    private const string Because = "left_tenant";

    public async Task EndAsync(
        DirectoryWrite write, EnvironmentId environment, TenantId tenant, UserId? user, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var grants = user is { } member
            ? await GrantStore.EndOfMemberAsync(write.Transaction, environment, tenant, member, Because, now, ct)
            : await GrantStore.EndOfTenantAsync(write.Transaction, environment, tenant, Because, now, ct);
        await EndedGrants.RevokeAsync(write, environment, grants, now, ct);
    }
}
