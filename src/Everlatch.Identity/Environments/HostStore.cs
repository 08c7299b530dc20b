using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Storage;

namespace Everlatch.Identity.Environments;

/// <summary>Hosts as rows.</summary>
internal static class HostStore
{
    // A host leads to one environment in all the world: the key is the name alone.
    private static readonly Statement Insert = Statement.Write(
        "hosts.insert",
        """
        insert into hosts (host_name, environment_id, issuer, is_primary, created_at)
        values (@host, @environment, @issuer, @primary, @now)
        on conflict (host_name) do nothing
        """);

    private static readonly Statement List = Statement.Read(
        "hosts.list", "select host_name, issuer, is_primary from hosts where environment_id = @environment order by host_name");

    private static readonly Statement CountOwn = Statement.Read(
        "hosts.count_own",
        """
        select count(*) from hosts
        where hosts.environment_id = @environment and not exists (
            select 1 from domains
            where domains.environment_id = @environment and domains.host_name = hosts.host_name
                and domains.state in ('verified', 'live'))
        """);

    private static readonly Statement Choose = Statement.Write(
        "hosts.make_primary",
        "update hosts set is_primary = case when host_name = @host then 1 else 0 end where environment_id = @environment");

    private static readonly Statement Remove = Statement.Write(
        "hosts.delete", "delete from hosts where environment_id = @environment and host_name = @host");

    private static readonly Statement Show = Statement.Write(
        "hosts.set_certificate",
        """
        update hosts set certificate = cast(@certificate as bigint) where environment_id = @environment and host_name = @host
        """);

    // Host rows change one at a time: two writers that both find no primary host must not both add one.
    private static readonly Statement Hold = Statement.Write(
        "hosts.hold_environment", "update environments set version = version where id = @environment");

    /// <summary>
    /// Makes other writers of this environment's hosts wait until the transaction ends; false when there is no such environment.
    /// </summary>
    public static async Task<bool> HoldAsync(ITransaction transaction, EnvironmentId environment, CancellationToken ct) =>
        await transaction.ExecuteAsync(Hold, new { environment }, ct) == 1;

    /// <summary>Adds a host; false when it leads to an environment already.</summary>
    public static async Task<bool> AddAsync(
        IStatements statements, EnvironmentId environment, HostEntry host, DateTimeOffset now, CancellationToken ct) =>
        await statements.ExecuteAsync(
            Insert,
            new { environment, host = host.Name, issuer = host.Issuer, primary = host.IsPrimary ? 1L : 0L, now },
            ct) == 1;

    /// <summary>How many hosts lead there that are no custom domains.</summary>
    public static Task<long> CountOwnAsync(IStatements statements, EnvironmentId environment, CancellationToken ct) =>
        statements.FindAsync<long>(CountOwn, new { environment }, ct);

    /// <summary>All hosts of an environment, by name.</summary>
    public static async Task<IReadOnlyList<HostEntry>> ListAsync(
        IStatements statements, EnvironmentId environment, CancellationToken ct) =>
        [.. (await statements.ListAsync<Row>(List, new { environment }, ct))
            .Select(row => new HostEntry(row.HostName, row.Issuer, row.IsPrimary != 0))];

    /// <summary>All hosts of an environment, which nobody else changes until the transaction ends.</summary>
    public static async Task<IReadOnlyList<HostEntry>> HoldAllAsync(
        ITransaction transaction, EnvironmentId environment, CancellationToken ct)
    {
        await HoldAsync(transaction, environment, ct);
        return await ListAsync(transaction, environment, ct);
    }

    /// <summary>Makes one host primary and the others not.</summary>
    public static Task MakePrimaryAsync(IStatements statements, EnvironmentId environment, HostName host, CancellationToken ct) =>
        statements.ExecuteAsync(Choose, new { environment, host }, ct);

    /// <summary>Says which certificate a host is served with, by its tag.</summary>
    public static Task SetCertificateAsync(
        IStatements statements, EnvironmentId environment, HostName host, long? certificate, CancellationToken ct) =>
        statements.ExecuteAsync(Show, new { environment, host, certificate }, ct);

    /// <summary>Takes a host away.</summary>
    public static Task DeleteAsync(IStatements statements, EnvironmentId environment, HostName host, CancellationToken ct) =>
        statements.ExecuteAsync(Remove, new { environment, host }, ct);

    private sealed record Row
    {
        public HostName HostName { get; init; }
        public string Issuer { get; init; } = "";
        public long IsPrimary { get; init; }
    }
}
