namespace Everlatch.Server.Api.Roles;

/// <summary>A role as it shall be.</summary>
internal record RoleChangeBody
{
    public required string Name { get; init; }

    public required IReadOnlyList<string> Permissions { get; init; }
}
