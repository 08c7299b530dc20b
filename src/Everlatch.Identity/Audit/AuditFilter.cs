using Everlatch.Core.Ids;

namespace Everlatch.Identity.Audit;

/// <summary>Which audit events to list; what is null does not narrow.</summary>
public sealed record AuditFilter
{
    /// <summary>Exactly this kind.</summary>
    public string? Kind { get; init; }

    /// <summary>Events that concern this user.</summary>
    public UserId? User { get; init; }

    /// <summary>Events that concern this tenant.</summary>
    public TenantId? Tenant { get; init; }

    /// <summary>At this moment or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this moment.</summary>
    public DateTimeOffset? To { get; init; }
}
