using Everlatch.Core.Ids;
using Everlatch.Identity.ApiTokens;

namespace Everlatch.Server.Api.ApiTokens;

/// <summary>An API token to be made.</summary>
internal sealed record NewApiTokenBody
{
    public required string Name { get; init; }

    public required TenantId Tenant { get; init; }

    /// <summary>The user who owns it; left out, the tenant does.</summary>
    public UserId? User { get; init; }

    /// <summary>Keys of the roles that bound a tenant's token; a user's is bounded by the roles of the user.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>What it may do, of that which the roles allow.</summary>
    public required IReadOnlyList<string> Permissions { get; init; }

    /// <summary>When it ends; left out, it does not.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public ApiTokenDraft ToDraft() => new()
    {
        Name = Name,
        Tenant = Tenant,
        User = User,
        Roles = Roles,
        Permissions = Permissions,
        ExpiresAt = ExpiresAt,
    };
}
