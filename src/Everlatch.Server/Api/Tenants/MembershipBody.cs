using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Identity.Memberships;

namespace Everlatch.Server.Api.Tenants;

/// <summary>A membership as sent.</summary>
internal sealed record MembershipBody
{
    public required TenantId Tenant { get; init; }

    public required UserId User { get; init; }

    public required ImmutableArray<string> Roles { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public static MembershipBody Of(Membership membership) => new()
    {
        Tenant = membership.Tenant,
        User = membership.User,
        Roles = membership.Roles,
        CreatedAt = membership.CreatedAt,
        UpdatedAt = membership.UpdatedAt,
    };
}
