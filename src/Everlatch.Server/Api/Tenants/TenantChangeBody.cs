namespace Everlatch.Server.Api.Tenants;

/// <summary>A tenant as it shall be.</summary>
internal record TenantChangeBody
{
    public required string Name { get; init; }
}
