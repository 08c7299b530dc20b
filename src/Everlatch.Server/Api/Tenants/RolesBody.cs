namespace Everlatch.Server.Api.Tenants;

/// <summary>All roles that a member shall have.</summary>
internal record RolesBody
{
    /// <summary>Keys of roles, at most 20.</summary>
    public required IReadOnlyList<string> Roles { get; init; }
}
