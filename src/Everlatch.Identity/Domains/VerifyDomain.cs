using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Tenants;
using Everlatch.Storage;

namespace Everlatch.Identity.Domains;

/// <summary>Asks DNS about a domain now, and lets its state follow.</summary>
public sealed class VerifyDomain
{
    private readonly IDatabase database;
    private readonly DirectoryWriter writer;
    private readonly ProveDomain prove;
    private readonly SettleDomain settle;

    internal VerifyDomain(IDatabase database, DirectoryWriter writer, ProveDomain prove, SettleDomain settle) =>
        (this.database, this.writer, this.prove, this.settle) = (database, writer, prove, settle);

    /// <summary>Looks one up; it is answered as it is then. What DNS says is never a refusal.</summary>
    public async Task<Edit<CustomDomain>> RunAsync(
        EnvironmentId environment, DomainId domain, AuditActor by, CancellationToken ct)
    {
        if (await DomainStore.FindAsync(database, environment, domain, ct) is not { } before)
        {
            return new Edit<CustomDomain>.Unknown();
        }

        // What was written is not read again: a fault there would be told as if nothing had been.
        return (await CheckAsync(before, by, ct) ?? await DomainStore.FindAsync(database, environment, domain, ct)) is { } after
            ? new Edit<CustomDomain>.Done(after)
            : new Edit<CustomDomain>.Unknown();
    }

    /// <summary>Looks one up that was just read; null when it changed meanwhile, and nothing was written.</summary>
    internal async Task<CustomDomain?> CheckAsync(CustomDomain domain, AuditActor by, CancellationToken ct)
    {
        // A release that knows no domains may have deleted their tenant.
        if (domain.Tenant is { } tenant && await TenantStore.FindAsync(database, domain.Environment, tenant, ct) is null)
        {
            await writer.WriteAsync(write => EndAsync(write, domain.Environment, tenant, ct), ct);
            return null;
        }

        var (verdict, loser) = await prove.RunAsync(domain, ct);
        return await settle.RunAsync(domain, verdict, loser, by, ct);
    }

    private static async Task<bool> EndAsync(
        DirectoryWrite write, EnvironmentId environment, TenantId tenant, CancellationToken ct)
    {
        await DomainEnding.OfTenantAsync(write, environment, tenant, ct);
        return true;
    }
}
