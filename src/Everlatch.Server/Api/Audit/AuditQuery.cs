using Everlatch.Core.Ids;
using Everlatch.Identity.Audit;
using Microsoft.AspNetCore.Mvc;

namespace Everlatch.Server.Api.Audit;

/// <summary>Which audit events are asked for; what is left out does not narrow.</summary>
internal sealed record AuditQuery
{
    /// <summary>Exactly this kind.</summary>
    [FromQuery(Name = "kind")]
    public string? Kind { get; init; }

    /// <summary>Events that concern this user.</summary>
    [FromQuery(Name = "user")]
    public UserId? User { get; init; }

    /// <summary>Events that concern this tenant.</summary>
    [FromQuery(Name = "tenant")]
    public TenantId? Tenant { get; init; }

    /// <summary>At this moment or later.</summary>
    [FromQuery(Name = "from")]
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this moment.</summary>
    [FromQuery(Name = "to")]
    public DateTimeOffset? To { get; init; }

    public AuditFilter ToFilter() => new() { Kind = Kind, User = User, Tenant = Tenant, From = From, To = To };
}
