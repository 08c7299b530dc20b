using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Memberships;

/// <summary>A membership as the store returns it.</summary>
internal sealed record MembershipRow
{
    public TenantId Tenant { get; init; }
    public UserId User { get; init; }
    public string RolesJson { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
    public long Version { get; init; }
    public string Name { get; init; } = "";
    public string Email { get; init; } = "";

    public Membership ToMembership() => new()
    {
        Tenant = Tenant,
        User = User,
        Roles = Json.Strings(RolesJson),
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        Version = Version,
    };

    public Member ToMember() => new(ToMembership(), Name, Email);
}
