using Everlatch.Core.Ids;
using Everlatch.Identity.Audit;

namespace Everlatch.Identity.Roles;

/// <summary>Who asks for a change of tenants, memberships, roles or API tokens.</summary>
/// <param name="Identity">The user or client, for the audit trail.</param>
/// <param name="Authority">What they may hand on.</param>
public sealed record Actor(AuditActor Identity, Authority Authority)
{
    internal AuditEvent Did(
        EnvironmentId environment, string kind, string target, TenantId? tenant = null, UserId? user = null) =>
        new() { Environment = environment, Kind = kind, Actor = Identity, Target = target, Tenant = tenant, User = user };
}
