using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Storage;

namespace Everlatch.Identity.Domains;

/// <summary>Custom domains as rows, of one environment at a time.</summary>
internal static class DomainStore
{
    /// <summary>The columns of a <see cref="DomainRow" />.</summary>
    public const string Columns =
        "environment_id, id, host_name, tenant_id, state, reason, challenge, created_at, checked_at, verified_at, failing_since, "
        + "next_check_at, version, branding_json";

    private static readonly Statement Insert = Statement.Write(
        "domains.insert",
        """
        insert into domains
            (environment_id, id, host_name, tenant_id, state, reason, challenge, created_at, next_check_at, version)
        values (@environment, @domain, @host, cast(@tenant as text), @state, @reason, @challenge, @now, @next, 1)
        """);

    private static readonly Statement Find =
        Statement.Read("domains.find", $"select {Columns} from domains where environment_id = @environment and id = @domain");

    private static readonly Statement Page = Statement.Read(
        "domains.page",
        $"""
        select {Columns} from domains
        where environment_id = @environment and id > @after and (cast(@tenant as text) is null or tenant_id = @tenant)
        order by id limit @limit
        """);

    private static readonly Statement Same = Statement.Read(
        "domains.count_same",
        """
        select count(*) from domains
        where environment_id = @environment and host_name = @host
            and (tenant_id = @tenant or (tenant_id is null and cast(@tenant as text) is null))
        """);

    private static readonly Statement Unproven = Statement.Read(
        "domains.count_unproven",
        """
        select count(*) from domains
        where environment_id = @environment and state in ('pending', 'parked')
            and (tenant_id = @tenant or (tenant_id is null and cast(@tenant as text) is null))
        """);

    private static readonly Statement Count = Statement.Read(
        "domains.count",
        """
        select count(*) from domains
        where environment_id = @environment and (cast(@tenant as text) is null or tenant_id = @tenant)
        """);

    private static readonly Statement Served = Statement.Read(
        "domains.count_served",
        """
        select count(*) from domains
        where environment_id = @environment and host_name = @host and state in ('verified', 'live')
        """);

    private static readonly Statement ServedOf = Statement.Read(
        "domains.find_served_of_environment",
        $"""
        select {Columns} from domains
        where environment_id = @environment and host_name = @host and state in ('verified', 'live')
        """);

    // Writes nothing new: the row's lock makes those who change a domain take turns.
    private static readonly Statement Hold = Statement.Write(
        "domains.hold",
        $"""
        update domains set version = version where environment_id = @environment and id = @domain
        returning {Columns}
        """);

    private static readonly Statement Settle = Statement.Write(
        "domains.settle",
        $"""
        update domains set state = @state, reason = @reason, checked_at = @now, verified_at = cast(@verified as bigint),
            failing_since = cast(@failing as bigint), next_check_at = @next, version = @version
        where environment_id = @environment and id = @domain
        returning {Columns}
        """);

    private static readonly Statement Brand = Statement.Write(
        "domains.brand",
        $"""
        update domains set branding_json = cast(@branding as text), version = version + 1
        where environment_id = @environment and id = @domain and version = @version
        returning {Columns}
        """);

    // A look that began before writes nothing of it: it does not know of the certificate, or of why there is none.
    private static readonly Statement Renew = Statement.Write(
        "domains.look_again",
        $"""
        update domains set version = version + 1, next_check_at = @now
        where environment_id = @environment and host_name = @host and state in ('verified', 'live')
            and (cast(@domain as text) is null or id = @domain)
        returning {Columns}
        """);

    // Each says what was deleted, and not what was read before: whoever settles a domain meanwhile is waited for.
    private static readonly Statement Delete = Statement.Write(
        "domains.delete",
        $"""
        delete from domains where environment_id = @environment and id = @domain and version = @version
        returning {Columns}
        """);

    private static readonly Statement DeleteOfTenant = Statement.Write(
        "domains.delete_of_tenant",
        $"delete from domains where environment_id = @environment and tenant_id = @tenant returning {Columns}");

    public static Task AddAsync(IStatements on, CustomDomain domain, CancellationToken ct) =>
        on.ExecuteAsync(
            Insert,
            new
            {
                environment = domain.Environment,
                domain = domain.Id,
                host = domain.Host,
                tenant = domain.Tenant?.Value,
                state = DomainRow.StateText(domain.State),
                reason = domain.Reason.Code,
                challenge = domain.Challenge,
                now = domain.CreatedAt,
                next = domain.NextCheckAt,
            },
            ct);

    public static async Task<CustomDomain?> FindAsync(
        IStatements on, EnvironmentId environment, DomainId domain, CancellationToken ct) =>
        (await on.FindAsync<DomainRow>(Find, new { environment, domain }, ct))?.ToDomain();

    /// <summary>Up to <paramref name="limit" /> domains after an id; with a tenant, only its own.</summary>
    public static async Task<Page<CustomDomain>> PageAsync(
        IStatements on, EnvironmentId environment, TenantId? tenant, string? after, int limit, CancellationToken ct)
    {
        var rows = await on.ListAsync<DomainRow>(
            Page, new { environment, tenant = tenant?.Value, after = after ?? "", limit = limit + 1L }, ct);
        return Core.Page.Cut([.. rows.Select(row => row.ToDomain())], limit, domain => domain.Id.Value);
    }

    /// <summary>Whether the same owner claims the host already.</summary>
    public static async Task<bool> IsClaimedAsync(
        IStatements on, EnvironmentId environment, TenantId? tenant, HostName host, CancellationToken ct) =>
        await on.FindAsync<long>(Same, new { environment, host, tenant = tenant?.Value }, ct) > 0;

    /// <summary>How many claims of an owner are not proven.</summary>
    public static Task<long> CountUnprovenAsync(
        IStatements on, EnvironmentId environment, TenantId? tenant, CancellationToken ct) =>
        on.FindAsync<long>(Unproven, new { environment, tenant = tenant?.Value }, ct);

    /// <summary>How many domains there are, whatever their state; with a tenant, only its own.</summary>
    public static Task<long> CountAsync(IStatements on, EnvironmentId environment, TenantId? tenant, CancellationToken ct) =>
        on.FindAsync<long>(Count, new { environment, tenant = tenant?.Value }, ct);

    /// <summary>Whether a host leads to the environment because of a domain.</summary>
    public static async Task<bool> IsServedAsync(
        IStatements on, EnvironmentId environment, HostName host, CancellationToken ct) =>
        await on.FindAsync<long>(Served, new { environment, host }, ct) > 0;

    /// <summary>The domain for which a host leads to the environment; null when it leads there for none.</summary>
    public static async Task<CustomDomain?> FindServedAsync(
        IStatements on, EnvironmentId environment, HostName host, CancellationToken ct) =>
        (await on.FindAsync<DomainRow>(ServedOf, new { environment, host }, ct))?.ToDomain();

    /// <summary>Makes others wait who change it; it is answered as it is now, null when it is gone.</summary>
    public static async Task<CustomDomain?> HoldAsync(
        ITransaction on, EnvironmentId environment, DomainId domain, CancellationToken ct) =>
        (await on.FindAsync<DomainRow>(Hold, new { environment, domain }, ct))?.ToDomain();

    /// <summary>Writes what a look came to. The version counts changes that readers see, not how often DNS was asked.</summary>
    public static async Task<CustomDomain> SettleAsync(
        ITransaction on, CustomDomain before, DomainVerdict verdict, DateTimeOffset now, CancellationToken ct)
    {
        var changed = verdict.State != before.State || verdict.Reason != before.Reason;
        var row = await on.FindAsync<DomainRow>(
            Settle,
            new
            {
                environment = before.Environment,
                domain = before.Id,
                state = DomainRow.StateText(verdict.State),
                reason = verdict.Reason.Code,
                now,
                verified = (verdict.IsServed ? before.VerifiedAt ?? now : (DateTimeOffset?)null)?.ToUnixTimeMilliseconds(),
                failing = verdict.FailingSince?.ToUnixTimeMilliseconds(),
                next = verdict.NextCheckAt,
                version = before.Version + (changed ? 1 : 0),
            },
            ct);
        return row!.ToDomain();
    }

    /// <summary>Changes its look; null when its version is another by now.</summary>
    public static async Task<CustomDomain?> BrandAsync(
        ITransaction on, EnvironmentId environment, DomainId domain, long version, Branding? branding, CancellationToken ct) =>
        (await on.FindAsync<DomainRow>(
            Brand,
            new { environment, domain, version, branding = branding is null ? null : Json.Write(branding) },
            ct))?.ToDomain();

    /// <summary>
    /// Makes the domain for which a host is served due for its next look at once; null when the host is served for none, or for
    /// another than is named. Others who change it wait.
    /// </summary>
    public static async Task<CustomDomain?> LookAgainAsync(
        ITransaction on, EnvironmentId environment, HostName host, DomainId? domain, DateTimeOffset now, CancellationToken ct) =>
        (await on.FindAsync<DomainRow>(Renew, new { environment, host, domain = domain?.Value, now }, ct))?.ToDomain();

    /// <summary>Deletes one, as it was; null when its version is another by now.</summary>
    public static async Task<CustomDomain?> DeleteAsync(
        ITransaction on, EnvironmentId environment, DomainId domain, long version, CancellationToken ct) =>
        (await on.FindAsync<DomainRow>(Delete, new { environment, domain, version }, ct))?.ToDomain();

    /// <summary>Deletes those of a tenant, as they were.</summary>
    public static async Task<IReadOnlyList<CustomDomain>> DeleteOfTenantAsync(
        ITransaction on, EnvironmentId environment, TenantId tenant, CancellationToken ct) =>
        [.. (await on.ListAsync<DomainRow>(DeleteOfTenant, new { environment, tenant }, ct)).Select(row => row.ToDomain())];
}
