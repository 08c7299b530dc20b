using System.Buffers.Text;
using System.Security.Cryptography;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Environments;
using Everlatch.Identity.Roles;
using Everlatch.Identity.Tenants;
using Everlatch.Storage;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Domains;

/// <summary>
/// Claims a host name of a customer. A claim gives nothing by itself, so the same host may be claimed by many; whether somebody
/// else claims or has it is told only to whoever proves that the host is theirs.
/// </summary>
public sealed class AddDomain(IDatabase database, AuditTrail audit, IOptions<DomainOptions> options, TimeProvider clock)
{
    private const int ChallengeBytes = 32;
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(5);

    /// <summary>Claims it; unknown means the environment or the tenant.</summary>
    public async Task<Edit<CustomDomain>> RunAsync(
        EnvironmentId environment, string host, TenantId? tenant, Actor actor, CancellationToken ct)
    {
        if (!options.Value.Enabled)
        {
            return new Edit<CustomDomain>.Refused(DomainErrors.NotEnabled);
        }

        if (!HostName.TryParse(host, out var name))
        {
            return new Edit<CustomDomain>.Refused(DomainErrors.HostInvalid);
        }

        if (DomainNames.Check(name, options.Value) is { } problem)
        {
            return new Edit<CustomDomain>.Refused(problem);
        }

        var domain = NewDomain(environment, name, tenant);
        await using var transaction = await database.BeginAsync(ct);
        if (await AddAsync(transaction, domain, ct) is { } refusal)
        {
            return refusal;
        }

        await audit.RecordAsync(transaction, actor.Did(environment, "domain.added", domain.Id.Value, tenant), ct);
        await transaction.CommitAsync(ct);
        return new Edit<CustomDomain>.Done(domain);
    }

    private CustomDomain NewDomain(EnvironmentId environment, HostName host, TenantId? tenant)
    {
        var now = clock.GetUtcNow();
        return new CustomDomain
        {
            Id = Id.New<DomainId>(clock),
            Environment = environment,
            Tenant = tenant,
            Host = host,
            State = DomainState.Pending,
            Reason = DomainReason.AwaitingRecords,
            Challenge = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(ChallengeBytes)),
            CreatedAt = now,
            NextCheckAt = now + FirstLook,
            Version = 1,
        };
    }

    private async Task<Edit<CustomDomain>?> AddAsync(ITransaction transaction, CustomDomain domain, CancellationToken ct)
    {
        // Held, so that two requests at once do not both find room, or the host free.
        if (!await HostStore.HoldAsync(transaction, domain.Environment, ct))
        {
            return new Edit<CustomDomain>.Unknown();
        }

        if (domain.Tenant is { } named)
        {
            switch (await TenantStore.FindAsync(transaction, domain.Environment, named, ct))
            {
                case null:
                    return new Edit<CustomDomain>.Unknown();
                case { DisabledAt: not null }:
                    return new Edit<CustomDomain>.Refused(TenantErrors.Disabled);
            }
        }

        if (await DomainStore.IsClaimedAsync(transaction, domain.Environment, domain.Tenant, domain.Host, ct))
        {
            return new Edit<CustomDomain>.Refused(DomainErrors.Claimed);
        }

        if (await WantOfRoomAsync(transaction, domain, ct) is { } problem)
        {
            return new Edit<CustomDomain>.Refused(problem);
        }

        await DomainStore.AddAsync(transaction, domain, ct);
        return null;
    }

    // Whatever their state: what is parked or unproven today is served, and has a certificate, as soon as DNS says so.
    private async Task<Problem?> WantOfRoomAsync(ITransaction transaction, CustomDomain domain, CancellationToken ct)
    {
        var (environment, tenant, limits) = (domain.Environment, domain.Tenant, options.Value);
        if (tenant is not null && await DomainStore.CountAsync(transaction, environment, tenant, ct) >= limits.MaxPerTenant)
        {
            return DomainErrors.TooManyOfTenant;
        }

        if (await DomainStore.CountAsync(transaction, environment, null, ct) >= limits.MaxPerEnvironment)
        {
            return DomainErrors.TooManyOfEnvironment;
        }

        return await DomainStore.CountUnprovenAsync(transaction, environment, tenant, ct) >= limits.MaxUnproven
            ? DomainErrors.TooManyUnproven
            : null;
    }
}
