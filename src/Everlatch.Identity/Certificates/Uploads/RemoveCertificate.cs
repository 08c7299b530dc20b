using Everlatch.Core;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Certificates.Orders;
using Everlatch.Identity.Domains;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Certificates.Uploads;

/// <summary>Takes an uploaded certificate away, key and all; one is ordered instead, where certificates are ordered.</summary>
public sealed class RemoveCertificate(
    DirectoryWriter writer, AuditTrail audit, IOptions<CertificateOptions> options, TimeProvider clock)
{
    /// <summary>Takes it away; unknown means that there is none which somebody uploaded.</summary>
    public Task<Edit<CustomDomain>> RunAsync(CustomDomain domain, AuditActor by, CancellationToken ct) =>
        writer.WriteAsync(write => RemoveAsync(write, domain, by, ct), ct);

    private async Task<Edit<CustomDomain>> RemoveAsync(
        DirectoryWrite write, CustomDomain domain, AuditActor by, CancellationToken ct)
    {
        var (environment, host, now) = (domain.Environment, domain.Host, clock.GetUtcNow());
        if (await DomainStore.LookAgainAsync(write.Transaction, environment, host, domain.Id, now, ct) is not { } served
            || !await CertificateStore.DeleteUploadedAsync(write, environment, host, ct))
        {
            return new Edit<CustomDomain>.Unknown();
        }

        await OrderStore.DeleteAsync(write.Transaction, environment, host, ct);
        if (options.Value.Enabled)
        {
            await OrderStore.AddAsync(write.Transaction, environment, host, now, ct);
        }

        await audit.RecordAsync(write.Transaction, CertificateEvents.Of(served, "removed", by), ct);
        return new Edit<CustomDomain>.Done(served);
    }
}
