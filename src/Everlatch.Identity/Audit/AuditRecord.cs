using System.Collections.Immutable;
using Everlatch.Core.Ids;

namespace Everlatch.Identity.Audit;

/// <summary>An audit event as it was recorded.</summary>
public sealed record AuditRecord
{
    /// <summary>Its id; later events have greater ones.</summary>
    public required AuditEventId Id { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What happened.</summary>
    public required string Kind { get; init; }

    /// <summary>How it ended.</summary>
    public required string Outcome { get; init; }

    /// <summary>Id of who did it.</summary>
    public required string Actor { get; init; }

    /// <summary>Id of what it was done to.</summary>
    public required string Target { get; init; }

    /// <summary>The tenant it concerns.</summary>
    public TenantId? Tenant { get; init; }

    /// <summary>The user it concerns.</summary>
    public UserId? User { get; init; }

    /// <summary>The network address it came from.</summary>
    public required string Address { get; init; }

    /// <summary>Further words.</summary>
    public required ImmutableDictionary<string, string> Details { get; init; }
}
