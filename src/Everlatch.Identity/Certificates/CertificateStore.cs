using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Environments;
using Everlatch.Storage;

namespace Everlatch.Identity.Certificates;

/// <summary>Certificates as rows, one for a host.</summary>
internal static class CertificateStore
{
    private static readonly Statement Put = Statement.Write(
        "certificates.put",
        """
        insert into certificates
            (environment_id, host_name, kind, chain, private_key_sealed, tag, not_before, not_after, renew_at, stored_at)
        values (@environment, @host, @kind, @chain, @key, @tag, @not_before, @not_after, @renew, @now)
        on conflict (environment_id, host_name) do update set kind = excluded.kind, chain = excluded.chain,
            private_key_sealed = excluded.private_key_sealed, tag = excluded.tag, not_before = excluded.not_before,
            not_after = excluded.not_after, renew_at = excluded.renew_at, stored_at = excluded.stored_at
        """);

    private static readonly Statement Delete = Statement.Write(
        "certificates.delete", "delete from certificates where environment_id = @environment and host_name = @host");

    private static readonly Statement DeleteUploaded = Statement.Write(
        "certificates.delete_uploaded",
        """
        delete from certificates where environment_id = @environment and host_name = @host and kind = 'uploaded'
        """);

    // A standby may answer: a host's certificate is older there by moments, and edges ask again when they learn of another.
    private static readonly Statement FindKey = Statement
        .Read(
            "certificates.find_key",
            """
            select certificates.environment_id, certificates.chain, certificates.private_key_sealed, certificates.tag
            from hosts join certificates on certificates.environment_id = hosts.environment_id
                and certificates.host_name = hosts.host_name
            where hosts.host_name = @host
            """)
        .AcrossEnvironments("a host leads to one environment in all the world")
        .AlsoFromStandby();

    private static readonly Statement Ending = Statement
        .Read("certificates.count_ending", "select count(*) from certificates where not_after < @before")
        .AcrossEnvironments("one number for the operator");

    /// <summary>Lets a host be served with it; every edge learns of it within two seconds.</summary>
    public static async Task PutAsync(
        DirectoryWrite write,
        EnvironmentId environment,
        HostName host,
        StoredCertificate certificate,
        DateTimeOffset now,
        CancellationToken ct)
    {
        await write.Transaction.ExecuteAsync(
            Put,
            new
            {
                environment,
                host,
                kind = KindText(certificate.Kind),
                chain = certificate.Chain,
                key = certificate.KeySealed,
                tag = certificate.Tag,
                not_before = certificate.NotBefore,
                not_after = certificate.NotAfter,
                renew = certificate.RenewAt,
                now,
            },
            ct);
        await HostStore.SetCertificateAsync(write.Transaction, environment, host, certificate.Tag, ct);
        write.Changed(environment, DirectoryKind.Host, host.Value);
    }

    /// <summary>Takes a host's certificate away, together with the host.</summary>
    public static Task DeleteAsync(IStatements on, EnvironmentId environment, HostName host, CancellationToken ct) =>
        on.ExecuteAsync(Delete, new { environment, host }, ct);

    /// <summary>Takes away one that somebody brought; false when there is none.</summary>
    public static async Task<bool> DeleteUploadedAsync(
        DirectoryWrite write, EnvironmentId environment, HostName host, CancellationToken ct)
    {
        if (await write.Transaction.ExecuteAsync(DeleteUploaded, new { environment, host }, ct) == 0)
        {
            return false;
        }

        await HostStore.SetCertificateAsync(write.Transaction, environment, host, null, ct);
        write.Changed(environment, DirectoryKind.Host, host.Value);
        return true;
    }

    /// <summary>The certificate of a host, its key sealed.</summary>
    public static Task<KeyRow?> FindKeyAsync(IStatements on, HostName host, CancellationToken ct) =>
        on.FindAsync<KeyRow>(FindKey, new { host }, ct);

    /// <summary>How many certificates do not count any more at a moment.</summary>
    public static Task<long> CountEndingAsync(IStatements on, DateTimeOffset before, CancellationToken ct) =>
        on.FindAsync<long>(Ending, new { before }, ct);

    /// <summary>A kind as stored.</summary>
    public static string KindText(CertificateKind kind) => kind.ToString().ToLowerInvariant();

    internal sealed record KeyRow
    {
        public EnvironmentId EnvironmentId { get; init; }
        public string Chain { get; init; } = "";
        public byte[] PrivateKeySealed { get; init; } = [];
        public long Tag { get; init; }
    }
}
