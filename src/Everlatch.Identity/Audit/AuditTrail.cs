using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Audit;

/// <summary>
/// Records what happened, together with it: an act that was rolled back leaves no trace, and a done one always does.
/// </summary>
public sealed class AuditTrail(TimeProvider clock)
{
    private static readonly Statement Insert = Statement.Write(
        "audit.insert",
        """
        insert into audit_events
            (environment_id, id, at, kind, outcome, actor, target, tenant_id, user_id, address, details_json)
        values
            (@environment, @id, @now, @kind, @outcome, @actor, @target,
             cast(@tenant as text), cast(@user as text), @address, @details)
        """);

    /// <summary>Records one event on the statements of the act.</summary>
    public Task RecordAsync(IStatements statements, AuditEvent act, CancellationToken ct) =>
        statements.ExecuteAsync(
            Insert,
            new
            {
                environment = act.Environment,
                id = Id.New<AuditEventId>(clock),
                now = act.At ?? clock.GetUtcNow(),
                kind = act.Kind,
                outcome = act.Outcome,
                actor = act.Actor.Id,
                target = act.Target,
                tenant = act.Tenant?.Value,
                user = act.User?.Value,
                address = act.Actor.Address,
                details = Json.Write(act.Details),
            },
            ct);
}
