using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Identity.ApiTokens;

namespace Everlatch.Server.Api.ApiTokens;

/// <summary>An API token as sent: without its secrets.</summary>
internal record ApiTokenBody
{
    /// <summary>Its id, which is also its client_id.</summary>
    public required ApiTokenId Id { get; init; }

    public required string Name { get; init; }

    public required TenantId Tenant { get; init; }

    public required UserId? User { get; init; }

    public required ImmutableArray<string> Roles { get; init; }

    public required ImmutableArray<string> Permissions { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset? ExpiresAt { get; init; }

    public required DateTimeOffset? RevokedAt { get; init; }

    public required DateTimeOffset? LastUsedAt { get; init; }

    public static ApiTokenBody Of(ApiToken token) => new()
    {
        Id = token.Id,
        Name = token.Name,
        Tenant = token.Tenant,
        User = token.User,
        Roles = token.Roles,
        Permissions = token.Permissions,
        CreatedBy = token.CreatedBy,
        CreatedAt = token.CreatedAt,
        ExpiresAt = token.ExpiresAt,
        RevokedAt = token.RevokedAt,
        LastUsedAt = token.LastUsedAt,
    };
}
