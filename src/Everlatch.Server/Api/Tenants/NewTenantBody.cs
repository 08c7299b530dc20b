namespace Everlatch.Server.Api.Tenants;

/// <summary>A tenant to be made.</summary>
internal sealed record NewTenantBody : TenantChangeBody
{
    /// <summary>Its short name: 1 to 48 lower-case letters, digits and inner hyphens. It never changes.</summary>
    public required string Key { get; init; }
}
