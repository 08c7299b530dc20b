using Everlatch.Oidc.Grants;
using Everlatch.Storage;

namespace Everlatch.Oidc.Codes;

/// <summary>What a redeeming statement returns: the grant, and the person as they are at this moment.</summary>
internal sealed record RedeemedRow
{
    /// <summary>Its columns, from a row that names its grant in <c>grant_id</c>.</summary>
    public const string Columns =
        """

        data_json,
        (select u.email from grants g join users u on u.environment_id = @environment and u.id = g.user_id
            where g.environment_id = @environment and g.id = grant_id and g.revoked_at is null
                and u.disabled_at is null) as email,
        (select u.email_verified_at from grants g join users u on u.environment_id = @environment and u.id = g.user_id
            where g.environment_id = @environment and g.id = grant_id) as email_verified_at,
        (select u.name from grants g join users u on u.environment_id = @environment and u.id = g.user_id
            where g.environment_id = @environment and g.id = grant_id) as name,
        (select u.locale from grants g join users u on u.environment_id = @environment and u.id = g.user_id
            where g.environment_id = @environment and g.id = grant_id) as locale,
        (select m.roles_json from grants g
            join memberships m on m.environment_id = @environment and m.tenant_id = g.tenant_id and m.user_id = g.user_id
            join tenants t on t.environment_id = @environment and t.id = m.tenant_id
            where g.environment_id = @environment and g.id = grant_id and t.disabled_at is null) as roles_json
        """;

    public string DataJson { get; init; } = "";

    public string? Email { get; init; }

    public DateTimeOffset? EmailVerifiedAt { get; init; }

    public string Name { get; init; } = "";

    public string? Locale { get; init; }

    public string? RolesJson { get; init; }

    /// <summary>
    /// What it gives; null when the grant has ended, or the person may not sign in or has left the tenant since.
    /// </summary>
    public RedeemedCode? ToRedeemed()
    {
        var (grant, nonce) = Json.Read<RedeemableGrant>(DataJson);
        var left = Email is null || (grant.Tenant is not null && RolesJson is null);
        return left
            ? null
            : new RedeemedCode(
                grant,
                nonce,
                new GrantPerson(Email!, EmailVerifiedAt is not null, Name, Locale),
                RolesJson is null ? [] : Json.Strings(RolesJson));
    }
}
