using System.Collections.Immutable;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Audit;

/// <summary>Lists audit events of one environment, newest first.</summary>
public sealed class SearchAudit(IDatabase database)
{
    private static readonly Statement Search = Statement.Read(
        "audit.search",
        """
        select id, at, kind, outcome, actor, target, tenant_id as tenant, user_id as "user", address, details_json
        from audit_events
        where environment_id = @environment
          and (cast(@after as text) is null or id < @after)
          and (cast(@kind as text) is null or kind = @kind)
          and (cast(@user as text) is null or user_id = @user)
          and (cast(@tenant as text) is null or tenant_id = @tenant)
          and at >= @from and at < @to
        order by id desc
        limit @limit
        """);

    /// <summary>The page of at most <paramref name="limit" /> events after the one with id <paramref name="after" />.</summary>
    public async Task<Page<AuditRecord>> RunAsync(
        EnvironmentId environment, AuditFilter filter, int limit, AuditEventId? after, CancellationToken ct)
    {
        var rows = await database.ListAsync<Row>(
            Search,
            new
            {
                environment,
                after = after?.Value,
                kind = filter.Kind,
                user = filter.User?.Value,
                tenant = filter.Tenant?.Value,
                from = filter.From ?? DateTimeOffset.UnixEpoch,
                to = filter.To ?? DateTimeOffset.MaxValue,
                limit = limit + 1,
            },
            ct);
        return Page.Cut([.. rows.Select(row => row.ToRecord())], limit, record => record.Id.Value);
    }

    private sealed record Row
    {
        public AuditEventId Id { get; init; }

        public DateTimeOffset At { get; init; }

        public string Kind { get; init; } = "";

        public string Outcome { get; init; } = "";

        public string Actor { get; init; } = "";

        public string Target { get; init; } = "";

        public TenantId? Tenant { get; init; }

        public UserId? User { get; init; }

        public string Address { get; init; } = "";

        public string DetailsJson { get; init; } = "";

        internal AuditRecord ToRecord() => new()
        {
            Id = Id,
            At = At,
            Kind = Kind,
            Outcome = Outcome,
            Actor = Actor,
            Target = Target,
            Tenant = Tenant,
            User = User,
            Address = Address,
            Details = Json.Read<ImmutableDictionary<string, string>>(DetailsJson),
        };
    }
}
