using System.Security.Cryptography;
using Everlatch.Core;
using Everlatch.Core.Secrets;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Certificates.Orders;
using Everlatch.Identity.Domains;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Certificates.Uploads;

/// <summary>
/// Takes a certificate that an administrator brings. It is looked through before it is taken, and while it is valid nothing is
/// ordered for its host.
/// </summary>
public sealed class UploadCertificate(
    DirectoryWriter writer, AuditTrail audit, MasterKey master, IOptions<CertificateOptions> options, TimeProvider clock)
{
    private const int MaxChainLength = 64 * 1024;
    private const int MaxKeyLength = 16 * 1024;

    /// <summary>Takes it.</summary>
    /// <param name="domain">The domain whose host it is for.</param>
    /// <param name="chain">The certificate and those between it and its root, PEM, in any order.</param>
    /// <param name="key">Its private key, PEM, not encrypted: a secret.</param>
    /// <param name="by">Who brings it.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Edit<DomainCertificate>> RunAsync(
        CustomDomain domain, string chain, string key, AuditActor by, CancellationToken ct)
    {
        if (chain.Length > MaxChainLength || key.Length > MaxKeyLength)
        {
            return new Edit<DomainCertificate>.Refused(CertificateErrors.TooLong);
        }

        if (ReadPrivateKey.Run(key) is not { } pkcs8)
        {
            return new Edit<DomainCertificate>.Refused(CertificateErrors.KeyUnreadable);
        }

        try
        {
            return ReadCertificate.Run(chain, pkcs8, domain.Host, clock.GetUtcNow()) switch
            {
                (UsableCertificate usable, _) => await KeepAsync(domain, usable, by, ct),
                (_, var problem) => new Edit<DomainCertificate>.Refused(problem!),
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }

    private Task<Edit<DomainCertificate>> KeepAsync(
        CustomDomain domain, UsableCertificate usable, AuditActor by, CancellationToken ct)
    {
        var stored = usable.Seal(master, domain.Environment, domain.Host, CertificateKind.Uploaded);
        return writer.WriteAsync(write => KeepAsync(write, domain, stored, by, ct), ct);
    }

    private async Task<Edit<DomainCertificate>> KeepAsync(
        DirectoryWrite write, CustomDomain domain, StoredCertificate stored, AuditActor by, CancellationToken ct)
    {
        var (environment, host, now) = (domain.Environment, domain.Host, clock.GetUtcNow());
        if (await DomainStore.LookAgainAsync(write.Transaction, environment, host, domain.Id, now, ct) is not { } served)
        {
            return new Edit<DomainCertificate>.Refused(CertificateErrors.NotProven);
        }

        await CertificateStore.PutAsync(write, environment, host, stored, now, ct);

        // An order that runs finds its row gone, and stores nothing over this one.
        await OrderStore.DeleteAsync(write.Transaction, environment, host, ct);
        if (options.Value.Enabled)
        {
            await OrderStore.AddAsync(write.Transaction, environment, host, stored.NotAfter, ct);
        }

        await audit.RecordAsync(write.Transaction, CertificateEvents.Of(served, "uploaded", by, stored), ct);
        return new Edit<DomainCertificate>.Done(new DomainCertificate
        {
            Kind = stored.Kind,
            NotBefore = stored.NotBefore,
            NotAfter = stored.NotAfter,
            RenewAt = stored.RenewAt,
            NextTryAt = options.Value.Enabled ? stored.NotAfter : null,
        });
    }
}
