using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Identity.Certificates.Acme.Resources;
using Everlatch.Storage;

namespace Everlatch.Identity.Certificates.Orders;

/// <summary>
/// The work of ordering as rows: one for each host that leads here. Where there is none, nothing is ordered, and what an order
/// that still runs comes to is thrown away.
/// </summary>
internal static class OrderStore
{
    private static readonly Statement Insert = Statement.Write(
        "certificate_orders.insert",
        """
        insert into certificate_orders (environment_id, host_name, next_try_at, attempts) values (@environment, @host, @next, 0)
        on conflict (environment_id, host_name) do nothing
        """);

    // Whoever has the lease has the order until it runs out; another server finds it taken and passes over it. An environment of
    // which one is under way comes after the others: whoever claims ten thousand hosts holds up none but their own.
    private static readonly Statement Claim = Statement
        .Write(
            "certificate_orders.claim",
            """
            update certificate_orders set lease = @lease, leased_until = @until
            where (environment_id, host_name) in (
                    select environment_id, host_name from certificate_orders
                    where next_try_at <= @now and (leased_until is null or leased_until <= @now)
                    order by
                        case when environment_id in (
                            select environment_id from certificate_orders where leased_until > @now) then 1 else 0 end,
                        next_try_at
                    limit 1)
              and next_try_at <= @now and (leased_until is null or leased_until <= @now)
            returning environment_id, host_name, attempts, lease
            """)
        .AcrossEnvironments("one account orders for them all");

    // Nobody waits for a lock where nothing is due, which is nearly always.
    private static readonly Statement Due = Statement
        .Read(
            "certificate_orders.count_due",
            """
            select count(*) from certificate_orders
            where next_try_at <= @now and (leased_until is null or leased_until <= @now)
            """)
        .AcrossEnvironments("one account orders for them all");

    private static readonly Statement Publish = Statement.Write(
        "certificate_orders.publish",
        """
        update certificate_orders set challenge_type = cast(@type as text), challenge_token = cast(@token as text),
            challenge_authorization = cast(@authorization as text)
        where environment_id = @environment and host_name = @host and lease = @lease
        """);

    private static readonly Statement Release = Statement.Write(
        "certificate_orders.release",
        """
        update certificate_orders set next_try_at = @next, attempts = @attempts, lease = null, leased_until = null,
            challenge_type = null, challenge_token = null, challenge_authorization = null
        where environment_id = @environment and host_name = @host and lease = @lease
        """);

    private static readonly Statement Tell = Statement.Write(
        "certificate_orders.tell",
        """
        update certificate_orders set error = cast(@error as text), error_text = cast(@text as text),
            failed_at = cast(@failed as bigint)
        where environment_id = @environment and host_name = @host
        """);

    private static readonly Statement Leave = Statement.Write(
        "certificate_orders.leave",
        "delete from certificate_orders where environment_id = @environment and host_name = @host and lease = @lease");

    private static readonly Statement Delete = Statement.Write(
        "certificate_orders.delete",
        "delete from certificate_orders where environment_id = @environment and host_name = @host");

    private static readonly Statement HttpAnswer = Statement.Read(
        "certificate_orders.find_http_answer",
        $"""
        select challenge_authorization from certificate_orders
        where environment_id = @environment and host_name = @host and challenge_token = @token
            and challenge_type = '{AcmeChallenge.Http}' and leased_until > @now
        """);

    private static readonly Statement TlsAnswer = Statement
        .Read(
            "certificate_orders.find_tls_answer",
            $"""
            select certificate_orders.challenge_authorization
            from hosts join certificate_orders on certificate_orders.environment_id = hosts.environment_id
                and certificate_orders.host_name = hosts.host_name
            where hosts.host_name = @host and certificate_orders.challenge_type = '{AcmeChallenge.TlsAlpn}'
                and certificate_orders.leased_until > @now
            """)
        .AcrossEnvironments("a host leads to one environment in all the world");

    /// <summary>Has a host's certificate ordered from a moment on; where that is settled already, it stays so.</summary>
    public static Task AddAsync(
        IStatements on, EnvironmentId environment, HostName host, DateTimeOffset next, CancellationToken ct) =>
        on.ExecuteAsync(Insert, new { environment, host, next }, ct);

    /// <summary>
    /// Takes an order that is due, until a moment; null when none is. It is the one that is due for the longest time, of those
    /// of an environment of which none is under way when there are any.
    /// </summary>
    public static async Task<CertificateOrder?> ClaimAsync(
        IStatements on, string lease, DateTimeOffset now, DateTimeOffset until, CancellationToken ct) =>
        await on.FindAsync<long>(Due, new { now }, ct) == 0
            ? null
            : await on.FindAsync<CertificateOrder>(Claim, new { lease, now, until }, ct);

    /// <summary>Lets every server answer the authority; false when the order is in other hands, or gone.</summary>
    public static Task<bool> PublishAsync(
        IStatements on, CertificateOrder order, AcmeChallenge challenge, string authorization, CancellationToken ct) =>
        AnswerAsync(on, order, (challenge.Type, challenge.Token, authorization), ct);

    /// <summary>Takes the answer back.</summary>
    public static Task WithdrawAsync(IStatements on, CertificateOrder order, CancellationToken ct) =>
        AnswerAsync(on, order, (null, null, null), ct);

    /// <summary>Puts it back until another moment; false when it is in other hands, or gone.</summary>
    public static async Task<bool> ReleaseAsync(
        IStatements on, CertificateOrder order, DateTimeOffset next, long attempts, CancellationToken ct) =>
        await on.ExecuteAsync(
            Release,
            new { environment = order.EnvironmentId, host = order.HostName, lease = order.Lease, next, attempts },
            ct) == 1;

    /// <summary>Notes why the last order came to nothing; null when it did not.</summary>
    public static Task TellAsync(
        IStatements on, EnvironmentId environment, HostName host, CertificateFailure? failure, CancellationToken ct) =>
        on.ExecuteAsync(
            Tell,
            new { environment, host, error = failure?.Id, text = failure?.Text, failed = failure?.At.ToUnixTimeMilliseconds() },
            ct);

    /// <summary>Leaves it for good.</summary>
    public static Task LeaveAsync(IStatements on, CertificateOrder order, CancellationToken ct) =>
        on.ExecuteAsync(Leave, new { environment = order.EnvironmentId, host = order.HostName, lease = order.Lease }, ct);

    /// <summary>Has nothing ordered for a host any more.</summary>
    public static Task DeleteAsync(IStatements on, EnvironmentId environment, HostName host, CancellationToken ct) =>
        on.ExecuteAsync(Delete, new { environment, host }, ct);

    /// <summary>The key authorization of a token of the order that runs for a host by HTTP-01; null when there is none.</summary>
    public static Task<string?> FindHttpAnswerAsync(
        IStatements on, EnvironmentId environment, HostName host, string token, DateTimeOffset now, CancellationToken ct) =>
        on.FindAsync<string>(HttpAnswer, new { environment, host, token, now }, ct);

    /// <summary>The key authorization of the order that runs for a host by TLS-ALPN-01; null when none does.</summary>
    public static Task<string?> FindTlsAnswerAsync(IStatements on, HostName host, DateTimeOffset now, CancellationToken ct) =>
        on.FindAsync<string>(TlsAnswer, new { host, now }, ct);

    private static async Task<bool> AnswerAsync(
        IStatements on, CertificateOrder order, (string? Type, string? Token, string? Text) answer, CancellationToken ct) =>
        await on.ExecuteAsync(
            Publish,
            new
            {
                environment = order.EnvironmentId,
                host = order.HostName,
                lease = order.Lease,
                type = answer.Type,
                token = answer.Token,
                authorization = answer.Text,
            },
            ct) == 1;
}
