using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Memberships;

/// <summary>
/// Memberships as rows. Every method takes the statements to send it over, so that a caller's transaction can include it.
/// </summary>
internal static class MembershipStore
{
    private const string Columns = """tenant_id as tenant, user_id as "user", roles_json, created_at, updated_at, version""";

    // Only for a user that exists: a missing one would break the transaction by its foreign key.
    private static readonly Statement Insert = Statement.Write(
        "memberships.insert",
        $"""
        insert into memberships (environment_id, tenant_id, user_id, roles_json, created_at, updated_at, version)
        select u.environment_id, @tenant, u.id, @roles, @now, @now, 1 from users u
        where u.environment_id = @environment and u.id = @user
        on conflict (environment_id, tenant_id, user_id) do nothing
        returning {Columns}
        """);

    private static readonly Statement Find = Statement.Read(
        "memberships.find",
        $"select {Columns} from memberships where environment_id = @environment and tenant_id = @tenant and user_id = @user");

    // Writes nothing new: the row's lock makes a change of roles, a removal and a new API token take turns.
    private static readonly Statement Hold = Statement.Write(
        "memberships.hold",
        $"""
        update memberships set version = version
        where environment_id = @environment and tenant_id = @tenant and user_id = @user
        returning {Columns}
        """);

    private static readonly Statement Update = Statement.Write(
        "memberships.update",
        $"""
        update memberships set roles_json = @roles, updated_at = @now, version = version + 1
        where environment_id = @environment and tenant_id = @tenant and user_id = @user
        returning {Columns}
        """);

    private static readonly Statement Delete = Statement.Write(
        "memberships.delete",
        "delete from memberships where environment_id = @environment and tenant_id = @tenant and user_id = @user");

    private static readonly Statement PageOfUser = Statement.Read(
        "memberships.page_of_user",
        $"""
        select {Columns} from memberships
        where environment_id = @environment and user_id = @user and tenant_id > @after
        order by tenant_id limit @limit
        """);

    /// <summary>Adds a membership; null when there is one already, or no such user.</summary>
    public static async Task<Membership?> AddAsync(
        IStatements statements, EnvironmentId environment, Membership membership, CancellationToken ct) =>
        (await statements.FindAsync<MembershipRow>(
            Insert,
            new
            {
                environment,
                tenant = membership.Tenant,
                user = membership.User,
                roles = Json.Write(membership.Roles),
                now = membership.CreatedAt,
            },
            ct))?.ToMembership();

    public static async Task<Membership?> FindAsync(
        IStatements statements, EnvironmentId environment, TenantId tenant, UserId user, CancellationToken ct) =>
        (await statements.FindAsync<MembershipRow>(Find, new { environment, tenant, user }, ct))?.ToMembership();

    /// <summary>Reads a membership and keeps others who would change it waiting until the transaction ends.</summary>
    public static async Task<Membership?> HoldAsync(
        ITransaction transaction, EnvironmentId environment, TenantId tenant, UserId user, CancellationToken ct) =>
        (await transaction.FindAsync<MembershipRow>(Hold, new { environment, tenant, user }, ct))?.ToMembership();

    /// <summary>Changes the roles of a membership that the transaction holds.</summary>
    public static async Task<Membership> UpdateAsync(
        ITransaction transaction, EnvironmentId environment, Membership held, DateTimeOffset now, CancellationToken ct) =>
        (await transaction.FindAsync<MembershipRow>(
            Update,
            new { environment, tenant = held.Tenant, user = held.User, roles = Json.Write(held.Roles), now },
            ct))!.ToMembership();

    /// <summary>Deletes a membership that the transaction holds.</summary>
    public static Task DeleteAsync(ITransaction transaction, EnvironmentId environment, Membership held, CancellationToken ct) =>
        transaction.ExecuteAsync(Delete, new { environment, tenant = held.Tenant, user = held.User }, ct);

    /// <summary>Up to <paramref name="limit" /> memberships of a user after a tenant's id.</summary>
    public static async Task<Page<Membership>> PageOfUserAsync(
        IStatements statements, EnvironmentId environment, UserId user, string? after, int limit, CancellationToken ct)
    {
        var rows = await statements.ListAsync<MembershipRow>(
            PageOfUser, new { environment, user, after = after ?? "", limit = limit + 1L }, ct);
        return Page.Cut([.. rows.Select(row => row.ToMembership())], limit, membership => membership.Tenant.Value);
    }
}
