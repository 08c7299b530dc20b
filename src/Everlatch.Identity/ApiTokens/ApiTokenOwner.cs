using System.Collections.Immutable;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Identity.Memberships;
using Everlatch.Identity.Roles;
using Everlatch.Identity.Tenants;
using Everlatch.Storage;

namespace Everlatch.Identity.ApiTokens;

/// <summary>
/// Who will own a token, held until the transaction ends: whoever disables the user or the tenant, or ends the membership, comes
/// before (and the token is refused) or after (and it dies).
/// </summary>
internal static class ApiTokenOwner
{
    // Writes nothing new. Users come before tenants, tenants before memberships: one order, so that nobody waits in a circle.
    private static readonly Statement HoldUser = Statement.Write(
        "api_tokens.hold_user",
        """
        update users set version = version
        where environment_id = @environment and id = @user and disabled_at is null
        returning id
        """);

    /// <summary>The roles that bound the token, or what is wrong with its owner.</summary>
    public static async Task<Edit<ImmutableArray<string>>> HoldAsync(
        ITransaction transaction, EnvironmentId environment, ApiTokenDraft draft, Authority authority, CancellationToken ct)
    {
        if (draft.User is { } user && await transaction.FindAsync<UserId?>(HoldUser, new { environment, user }, ct) is null)
        {
            return Refused(ApiTokenErrors.OwnerUnknown);
        }

        return await TenantStore.HoldAsync(transaction, environment, draft.Tenant, ct) switch
        {
            null => new Edit<ImmutableArray<string>>.Unknown(),
            { DisabledAt: not null } => Refused(TenantErrors.Disabled),
            _ => draft.User is { } member
                ? await RolesOfMemberAsync(transaction, environment, draft, member, ct)
                : await RolesOfTenantAsync(transaction, environment, draft, authority, ct),
        };
    }

    private static async Task<Edit<ImmutableArray<string>>> RolesOfMemberAsync(
        ITransaction transaction, EnvironmentId environment, ApiTokenDraft draft, UserId user, CancellationToken ct)
    {
        if (draft.Roles.Count > 0)
        {
            return Refused(ApiTokenErrors.RolesMisplaced);
        }

        return await MembershipStore.HoldAsync(transaction, environment, draft.Tenant, user, ct) is { } membership
            ? new Edit<ImmutableArray<string>>.Done(membership.Roles)
            : Refused(ApiTokenErrors.OwnerUnknown);
    }

    private static async Task<Edit<ImmutableArray<string>>> RolesOfTenantAsync(
        ITransaction transaction, EnvironmentId environment, ApiTokenDraft draft, Authority authority, CancellationToken ct)
    {
        if (draft.Roles.Count == 0)
        {
            return Refused(ApiTokenErrors.RolesMisplaced);
        }

        if (RoleKeys.Parse(draft.Roles) is not { } keys)
        {
            return Refused(RoleErrors.ListInvalid);
        }

        return await GiveRoles.CheckAsync(transaction, environment, keys, authority, ct) is { } problem
            ? Refused(problem)
            : new Edit<ImmutableArray<string>>.Done(keys);
    }

    private static Edit<ImmutableArray<string>>.Refused Refused(Problem problem) => new(problem);
}
