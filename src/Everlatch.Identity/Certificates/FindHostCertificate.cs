using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Identity.Certificates.Orders;
using Everlatch.Storage;

namespace Everlatch.Identity.Certificates;

/// <summary>What is shown for hosts: certificates to people, and answers to authorities that prove hosts.</summary>
public sealed class FindHostCertificate(IDatabase database, MasterKey master, TimeProvider clock)
{
    /// <summary>The certificate of a host with its key; null when it has none.</summary>
    public async Task<HostKey?> RunAsync(HostName host, CancellationToken ct) =>
        await CertificateStore.FindKeyAsync(database, host, ct) is { } row
            ? new HostKey(
                row.Tag, row.Chain, master.Open(HostKey.Purpose(row.EnvironmentId, host), row.PrivateKeySealed))
            : null;

    /// <summary>
    /// The key authorization of a token (RFC 8555 §8.3), of the order that runs for exactly this host; null when there is none.
    /// </summary>
    public Task<string?> FindHttpAnswerAsync(
        EnvironmentId environment, HostName host, string token, CancellationToken ct) =>
        OrderStore.FindHttpAnswerAsync(database, environment, host, token, clock.GetUtcNow(), ct);

    /// <summary>
    /// The key authorization of the order that runs for a host by TLS-ALPN-01 (RFC 8737 §3); null when none does.
    /// </summary>
    public Task<string?> FindTlsAnswerAsync(HostName host, CancellationToken ct) =>
        OrderStore.FindTlsAnswerAsync(database, host, clock.GetUtcNow(), ct);
}
