using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Identity.Roles;
using Everlatch.Storage;

namespace Everlatch.Identity.Memberships;

/// <summary>
/// The members of a tenant cannot leave it without one who may manage it; the environment's owner can (docs/adr).
/// </summary>
/// <remarks>
/// A manager is an enabled user with a role that allows <c>tenants:write</c>. The transaction
/// must hold the tenant, or two managers could take each other out at the same moment.
/// </remarks>
internal static class KeepManager
{
    // permissions_json and roles_json are lists of quoted words: a word is in one exactly when taking it out changes the text.
    private static readonly Statement FindOther = Statement.Read(
        "memberships.find_other_manager",
        """
        select cast(1 as bigint) from memberships m
        join users u on u.environment_id = @environment and u.id = m.user_id
        join roles r on r.environment_id = @environment and replace(m.roles_json, '"' || r.key || '"', '') <> m.roles_json
        where m.environment_id = @environment and m.tenant_id = @tenant and m.user_id <> @user
            and u.disabled_at is null and replace(r.permissions_json, '"tenants:write"', '') <> r.permissions_json
        limit 1
        """);

    private static readonly Statement FindManaging = Statement.Read(
        "roles.find_managing",
        """
        select key from roles
        where environment_id = @environment and replace(permissions_json, '"tenants:write"', '') <> permissions_json
        """);

    /// <summary>Null when the member may have these roles from now on (none at all: be gone) instead of those held.</summary>
    public static async Task<Problem?> CheckAsync(
        ITransaction transaction,
        EnvironmentId environment,
        Membership held,
        IReadOnlyCollection<string> rolesThen,
        Authority authority,
        CancellationToken ct)
    {
        if (authority is Authority.Environment)
        {
            return null;
        }

        var managing = await transaction.ListAsync<string>(FindManaging, new { environment }, ct);
        if (!held.Roles.Intersect(managing).Any() || rolesThen.Intersect(managing).Any())
        {
            return null;
        }

        var other = await transaction.FindAsync<long?>(
            FindOther, new { environment, tenant = held.Tenant, user = held.User }, ct);
        return other is null ? MembershipErrors.LastManager : null;
    }
}
