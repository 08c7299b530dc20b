using Everlatch.Core;
using Everlatch.Storage;

namespace Everlatch.Identity.Domains;

/// <summary>The SQL that looks at the domains of all environments.</summary>
internal static class DueDomains
{
    // Whoever raises next_check_at has the domain for that long; another server finds it not due and passes over it.
    private static readonly Statement Claim = Statement
        .Write(
            "domains.claim",
            $"""
            update domains set next_check_at = @until
            where (environment_id, id) in (
                    select environment_id, id from domains where next_check_at <= @now order by next_check_at limit @limit)
              and next_check_at <= @now
            returning {DomainStore.Columns}
            """)
        .AcrossEnvironments("one watch serves them all");

    // Nobody waits for a lock where nothing is due, which is nearly always.
    private static readonly Statement Due = Statement
        .Read("domains.count_due", "select count(*) from domains where next_check_at <= @now")
        .AcrossEnvironments("one watch serves them all");

    private static readonly Statement Holder = Statement
        .Read(
            "domains.find_served",
            $"select {DomainStore.Columns} from domains where host_name = @host and state in ('verified', 'live')")
        .AcrossEnvironments("a host leads to one environment in all the world");

    /// <summary>Takes due domains until a moment.</summary>
    public static async Task<IReadOnlyList<CustomDomain>> ClaimAsync(
        IStatements on, DateTimeOffset now, DateTimeOffset until, int limit, CancellationToken ct) =>
        await on.FindAsync<long>(Due, new { now }, ct) == 0
            ? []
            : [.. (await on.ListAsync<DomainRow>(Claim, new { now, until, limit }, ct)).Select(row => row.ToDomain())];

    /// <summary>The claim for which a host is served; null when it is served for none.</summary>
    public static async Task<CustomDomain?> FindServedAsync(IStatements on, HostName host, CancellationToken ct) =>
        (await on.FindAsync<DomainRow>(Holder, new { host }, ct))?.ToDomain();
}
