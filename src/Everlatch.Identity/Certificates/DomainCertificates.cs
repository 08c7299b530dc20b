using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Certificates;

/// <summary>How hosts stand with their certificates, as rows say it.</summary>
internal static class DomainCertificates
{
    private const string Columns =
        """
        domains.id, certificates.kind, certificates.not_before, certificates.not_after, certificates.renew_at,
            certificate_orders.next_try_at, certificate_orders.error, certificate_orders.error_text, certificate_orders.failed_at
        """;

    // A claim that is not served has neither: what is there is of the claim that is.
    private const string Rows =
        """
        domains
        left join certificates on certificates.environment_id = domains.environment_id
            and certificates.host_name = domains.host_name and domains.state in ('verified', 'live')
        left join certificate_orders on certificate_orders.environment_id = domains.environment_id
            and certificate_orders.host_name = domains.host_name and domains.state in ('verified', 'live')
        """;

    private static readonly Statement Find = Statement.Read(
        "certificates.find_of_domain",
        $"select {Columns} from {Rows} where domains.environment_id = @environment and domains.id = @domain");

    private static readonly Statement Page = Statement.Read(
        "certificates.page_of_domains",
        $"""
        select {Columns} from {Rows}
        where domains.environment_id = @environment and domains.id > @after
            and (cast(@tenant as text) is null or domains.tenant_id = @tenant)
        order by domains.id limit @limit
        """);

    /// <summary>That of one domain; what nothing is known of stands empty.</summary>
    public static async Task<DomainCertificate> FindAsync(
        IStatements on, EnvironmentId environment, DomainId domain, CancellationToken ct) =>
        (await on.FindAsync<Row>(Find, new { environment, domain }, ct))?.ToCertificate() ?? new DomainCertificate();

    /// <summary>Those of up to <paramref name="limit" /> domains after an id, by their ids.</summary>
    public static async Task<IReadOnlyDictionary<DomainId, DomainCertificate>> PageAsync(
        IStatements on, EnvironmentId environment, TenantId? tenant, string? after, int limit, CancellationToken ct)
    {
        var rows = await on.ListAsync<Row>(
            Page, new { environment, tenant = tenant?.Value, after = after ?? "", limit = (long)limit }, ct);
        return rows.ToDictionary(row => row.Id, row => row.ToCertificate());
    }

    private sealed record Row
    {
        public DomainId Id { get; init; }
        public string? Kind { get; init; }
        public DateTimeOffset? NotBefore { get; init; }
        public DateTimeOffset? NotAfter { get; init; }
        public DateTimeOffset? RenewAt { get; init; }
        public DateTimeOffset? NextTryAt { get; init; }
        public string? Error { get; init; }
        public string? ErrorText { get; init; }
        public DateTimeOffset? FailedAt { get; init; }

        public DomainCertificate ToCertificate() => new()
        {
            Kind = Kind is null ? null : Enum.Parse<CertificateKind>(Kind, ignoreCase: true),
            NotBefore = NotBefore,
            NotAfter = NotAfter,
            RenewAt = RenewAt,
            NextTryAt = NextTryAt,
            Failure = Error is not null && FailedAt is { } at ? new CertificateFailure(Error, ErrorText ?? "", at) : null,
        };
    }
}
