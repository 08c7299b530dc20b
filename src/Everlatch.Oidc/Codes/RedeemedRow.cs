using Everlatch.Oidc.Grants;
using Everlatch.Storage;

namespace Everlatch.Oidc.Codes;

/// <summary>What a redeeming statement returns: the grant, and the person as they are at this moment.</summary>
internal sealed record RedeemedRow
{
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
