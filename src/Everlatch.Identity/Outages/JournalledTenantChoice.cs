using Everlatch.Core.Ids;

namespace Everlatch.Identity.Outages;

/// <summary>A choice of a tenant, as the journal keeps it.</summary>
/// <param name="Environment">Where it was.</param>
/// <param name="Session">The session that acts in the tenant since.</param>
/// <param name="User">Whose it is.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="Address">The network address it came from.</param>
internal sealed record JournalledTenantChoice(
    EnvironmentId Environment, SessionId Session, UserId User, TenantId Tenant, string Address);
