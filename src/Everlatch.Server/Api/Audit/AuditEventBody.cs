using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Identity.Audit;

namespace Everlatch.Server.Api.Audit;

/// <summary>An audit event as sent.</summary>
internal sealed record AuditEventBody
{
    public required AuditEventId Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Kind { get; init; }

    public required string Outcome { get; init; }

    public required string Actor { get; init; }

    public required string Target { get; init; }

    public required TenantId? Tenant { get; init; }

    public required UserId? User { get; init; }

    public required string Address { get; init; }

    public required ImmutableDictionary<string, string> Details { get; init; }

    public static AuditEventBody Of(AuditRecord record) => new()
    {
        Id = record.Id,
        At = record.At,
        Kind = record.Kind,
        Outcome = record.Outcome,
        Actor = record.Actor,
        Target = record.Target,
        Tenant = record.Tenant,
        User = record.User,
        Address = record.Address,
        Details = record.Details,
    };
}
