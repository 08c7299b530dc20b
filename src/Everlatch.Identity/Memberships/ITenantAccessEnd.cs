using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;

namespace Everlatch.Identity.Memberships;

/// <summary>Takes away what applications were granted in the name of a tenant. The protocols own those grants.</summary>
public interface ITenantAccessEnd
{
    /// <summary>
    /// Revokes the grants of a tenant, of one user or (null) of everybody, in the caller's
    /// transaction: refresh tokens are dead and access tokens are revoked once it commits.
    /// </summary>
    Task EndAsync(DirectoryWrite write, EnvironmentId environment, TenantId tenant, UserId? user, CancellationToken ct);
}
