using Everlatch.Core.Ids;
using Everlatch.Identity.Audit;

namespace Everlatch.Server.Api.Audit;

/// <summary>Which audit events are asked for; what is left out does not narrow.</summary>
internal sealed record AuditQuery
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

    public AuditFilter ToFilter() => new() { Kind = Kind, User = User, Tenant = Tenant, From = From, To = To };
}
