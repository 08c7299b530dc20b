using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Certificates;
using Everlatch.Identity.Certificates.Orders;
using Everlatch.Identity.Environments;

namespace Everlatch.Identity.Domains;

/// <summary>Takes domains away, and with them the hosts that lead to the environment because of them.</summary>
internal static class DomainEnding
{
    /// <summary>Takes one away; null when its version is another by now.</summary>
    public static async Task<CustomDomain?> OneAsync(
        DirectoryWrite write, EnvironmentId environment, DomainId domain, long version, CancellationToken ct)
    {
        if (await DomainStore.DeleteAsync(write.Transaction, environment, domain, version, ct) is not { } ended)
        {
            return null;
        }

        await LeaveHostAsync(write, ended, ct);
        return ended;
    }

    /// <summary>Takes those of a tenant away.</summary>
    public static async Task OfTenantAsync(
        DirectoryWrite write, EnvironmentId environment, TenantId tenant, CancellationToken ct)
    {
        foreach (var ended in await DomainStore.DeleteOfTenantAsync(write.Transaction, environment, tenant, ct))
        {
            await LeaveHostAsync(write, ended, ct);
        }
    }

    /// <summary>
    /// Lets its host lead nowhere: it is answered 421 from now on. Its certificate goes too, and an order that runs finds that
    /// nobody wants it.
    /// </summary>
    public static async Task LeaveHostAsync(DirectoryWrite write, CustomDomain domain, CancellationToken ct)
    {
        if (domain.IsServed)
        {
            await HostStore.DeleteAsync(write.Transaction, domain.Environment, domain.Host, ct);
            await OrderStore.DeleteAsync(write.Transaction, domain.Environment, domain.Host, ct);
            await CertificateStore.DeleteAsync(write.Transaction, domain.Environment, domain.Host, ct);
            write.Changed(domain.Environment, DirectoryKind.Host, domain.Host.Value);
        }
    }
}
