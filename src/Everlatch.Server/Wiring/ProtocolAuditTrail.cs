using Everlatch.Identity.Audit;
using Everlatch.Oidc.Grants;
using Everlatch.Storage;

namespace Everlatch.Server.Wiring;

/// <summary>Leads what the protocols did to the audit trail.</summary>
internal sealed class ProtocolAuditTrail(AuditTrail trail, IHttpContextAccessor requests) : IProtocolAudit
{
    public Task RecordAsync(IStatements statements, ProtocolEvent act, CancellationToken ct) =>
        trail.RecordAsync(
            statements,
            new AuditEvent
            {
                Environment = act.Environment,
                Kind = act.Kind,
                Outcome = act.Outcome,
                At = act.At,
                Actor = new AuditActor(act.Client ?? act.User?.Value ?? AuditActor.Nobody, Address()),
                Target = act.Target,
                Tenant = act.Tenant,
                User = act.User,
                Details = act.JournalEntry is { } entry ? AuditEvent.NoDetails.Add("journal_entry", entry) : AuditEvent.NoDetails,
            },
            ct);

    private string Address() => requests.HttpContext?.Connection.RemoteIpAddress?.ToString() ?? "";
}
