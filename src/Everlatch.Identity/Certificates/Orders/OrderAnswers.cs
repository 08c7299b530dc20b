using Everlatch.Core;
using Everlatch.Identity.Certificates.Acme;
using Everlatch.Identity.Certificates.Acme.Resources;
using Everlatch.Storage;

namespace Everlatch.Identity.Certificates.Orders;

/// <summary>
/// Answers to the challenges of one order, kept in its row: every server reads them there, and edges ask servers.
/// </summary>
internal sealed class OrderAnswers(IDatabase database, CertificateOrder order, IReadOnlyList<string> types) : IChallengeAnswers
{
    public IReadOnlyList<string> Types => types;

    public async Task PublishAsync(HostName host, AcmeChallenge challenge, string authorization, CancellationToken ct)
    {
        if (!await OrderStore.PublishAsync(database, order, challenge, authorization, ct))
        {
            throw new OrderEndedException();
        }
    }

    public Task WithdrawAsync(HostName host, AcmeChallenge challenge, CancellationToken ct) =>
        OrderStore.WithdrawAsync(database, order, ct);
}
