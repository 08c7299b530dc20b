using Everlatch.Core.Ids;
using Everlatch.Identity.Tenants;

namespace Everlatch.Server.Api.Tenants;

/// <summary>A tenant as sent.</summary>
internal sealed record TenantBody
{
    public required TenantId Id { get; init; }

    public required string Key { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset? DisabledAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public static TenantBody Of(Tenant tenant) => new()
    {
        Id = tenant.Id,
        Key = tenant.Key,
        Name = tenant.Name,
        DisabledAt = tenant.DisabledAt,
        CreatedAt = tenant.CreatedAt,
        UpdatedAt = tenant.UpdatedAt,
    };
}
