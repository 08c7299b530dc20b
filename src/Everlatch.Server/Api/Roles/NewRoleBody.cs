namespace Everlatch.Server.Api.Roles;

/// <summary>A role to be made.</summary>
internal sealed record NewRoleBody : RoleChangeBody
{
    /// <summary>The short name that tokens carry; it never changes.</summary>
    public required string Key { get; init; }
}
