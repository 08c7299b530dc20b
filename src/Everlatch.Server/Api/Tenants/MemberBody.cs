using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Identity.Memberships;

namespace Everlatch.Server.Api.Tenants;

/// <summary>A member in the list of a tenant's people, as sent.</summary>
internal sealed record MemberBody
{
    public required UserId User { get; init; }

    public required string Name { get; init; }

    public required string Email { get; init; }

    public required ImmutableArray<string> Roles { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public static MemberBody Of(Member member) => new()
    {
        User = member.Membership.User,
        Name = member.Name,
        Email = member.Email,
        Roles = member.Membership.Roles,
        CreatedAt = member.Membership.CreatedAt,
    };
}
