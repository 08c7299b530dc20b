using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Identity.Roles;

namespace Everlatch.Server.Api.Roles;

/// <summary>A role as sent.</summary>
internal sealed record RoleBody
{
    public required RoleId Id { get; init; }

    public required string Key { get; init; }

    public required string Name { get; init; }

    public required ImmutableArray<string> Permissions { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public static RoleBody Of(Role role) => new()
    {
        Id = role.Id,
        Key = role.Key,
        Name = role.Name,
        Permissions = role.Permissions,
        CreatedAt = role.CreatedAt,
        UpdatedAt = role.UpdatedAt,
    };
}
