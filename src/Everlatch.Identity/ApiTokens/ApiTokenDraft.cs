using Everlatch.Core.Ids;

namespace Everlatch.Identity.ApiTokens;

/// <summary>An API token to be made, as the caller asks for it.</summary>
public sealed record ApiTokenDraft
{
    /// <summary>A name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The tenant in whose name it acts.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The user who owns it; null when the tenant does.</summary>
    public UserId? User { get; init; }

    /// <summary>Roles of a token that the tenant owns; empty for a user's, which has those of the user.</summary>
    public IReadOnlyCollection<string> Roles { get; init; } = [];

    /// <summary>What it may do, of that which the roles give.</summary>
    public required IReadOnlyCollection<string> Permissions { get; init; }

    /// <summary>When it ends; null when it does not end by itself.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
