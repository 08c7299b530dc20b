using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Memberships;

/// <summary>Lists the people of a tenant, and the tenants of a person.</summary>
public sealed class ListMembers(IDatabase database)
{
    private static readonly Statement PageOfTenant = Statement.Read(
        "memberships.page_of_tenant",
        """
        select m.tenant_id as tenant, m.user_id as "user", m.roles_json, m.created_at, m.updated_at, m.version, u.name, u.email
        from memberships m join users u on u.environment_id = @environment and u.id = m.user_id
        where m.environment_id = @environment and m.tenant_id = @tenant and m.user_id > @after
        order by m.user_id limit @limit
        """);

    /// <summary>Up to <paramref name="limit" /> members of a tenant after a user's id.</summary>
    public async Task<Page<Member>> OfTenantAsync(
        EnvironmentId environment, TenantId tenant, string? after, int limit, CancellationToken ct)
    {
        var rows = await database.ListAsync<MembershipRow>(
            PageOfTenant, new { environment, tenant, after = after ?? "", limit = limit + 1L }, ct);
        return Page.Cut([.. rows.Select(row => row.ToMember())], limit, member => member.Membership.User.Value);
    }

    /// <summary>Up to <paramref name="limit" /> memberships of a user after a tenant's id.</summary>
    public Task<Page<Membership>> OfUserAsync(
        EnvironmentId environment, UserId user, string? after, int limit, CancellationToken ct) =>
        MembershipStore.PageOfUserAsync(database, environment, user, after, limit, ct);

    /// <summary>One membership; null when the user is no member of the tenant.</summary>
    public Task<Membership?> FindAsync(EnvironmentId environment, TenantId tenant, UserId user, CancellationToken ct) =>
        MembershipStore.FindAsync(database, environment, tenant, user, ct);
}
