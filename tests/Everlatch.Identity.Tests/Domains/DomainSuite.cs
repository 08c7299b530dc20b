using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Domains;
using Everlatch.Identity.Environments;
using Everlatch.Identity.Tenants;
using Everlatch.Testing;
using static Everlatch.Identity.Tests.Domains.DomainWorld;

namespace Everlatch.Identity.Tests.Domains;

/// <summary>What becomes of a claim as DNS changes, asked of a real DNS server.</summary>
public abstract class DomainSuite<TEngine>(TestDatabase<TEngine> db) : DnsSuite<TEngine>(db)
    where TEngine : ITestEngine
{
    [Fact]
    public async Task A_claim_leads_nowhere_before_it_is_proven()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.VerifyAsync(await world.AddAsync());

        Assert.Equal((DomainState.Pending, DomainReason.AwaitingRecords), (domain.State, domain.Reason));
        Assert.Null(await world.ServedForAsync(world.Host));
    }

    [Fact]
    public async Task A_text_record_proves_before_the_switch_and_the_alias_switches()
    {
        await using var world = await NewAsync(Db, Dns, ("Everlatch:Domains:Certificates:0", "*.example.com"));
        var domain = await world.AddAsync("login-" + world.Environment.Value[4..] + ".example.com");
        await Dns.SetAddressAsync(domain.Host.Value, "192.0.2.1");

        await world.SetTextAsync(domain);
        domain = await world.VerifyAsync(domain);
        Assert.Equal((DomainState.Verified, DomainReason.NotRouted), (domain.State, domain.Reason));
        Assert.Equal(world.Environment, await world.ServedForAsync(domain.Host.Value));
        Assert.Equal($"https://{domain.Host}", world.Get<IDirectory>().Current.Find(domain.Host)!.Issuer);

        await world.SetAliasAsync(domain);
        domain = await world.VerifyAsync(domain);
        Assert.Equal((DomainState.Live, DomainReason.Serving), (domain.State, domain.Reason));
    }

    [Fact]
    public async Task An_alias_alone_proves_also_through_other_aliases()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.AddAsync();
        await Dns.SetAliasAsync(world.Host, "edge." + world.Host);
        await Dns.SetAliasAsync("edge." + world.Host, DomainRecords.Target(domain, CnameTarget));

        domain = await world.VerifyAsync(domain);
        Assert.Equal((DomainState.Verified, DomainReason.AwaitingCertificate), (domain.State, domain.Reason));
        Assert.Equal(world.Environment, await world.ServedForAsync(world.Host));
    }

    [Fact]
    public async Task The_apex_of_a_zone_leads_here_by_its_address()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.AddAsync();
        await Dns.SetAddressAsync(CnameTarget, "192.0.2.9");
        await Dns.SetAddressAsync(world.Host, "192.0.2.9");
        await world.SetTextAsync(domain);

        Assert.Equal(DomainReason.AwaitingCertificate, (await world.VerifyAsync(domain)).Reason);
    }

    [Fact]
    public async Task A_fault_of_dns_proves_nothing_and_parks_nothing()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.AddAsync();
        await Dns.FailAsync(world.Host);
        await Dns.FailAsync(DomainRecords.ChallengeName(domain));
        domain = await world.VerifyAsync(domain);
        Assert.Equal((DomainState.Pending, DomainReason.DnsFault), (domain.State, domain.Reason));

        await Dns.MendAsync(world.Host);
        await Dns.MendAsync(DomainRecords.ChallengeName(domain));
        await world.SetAliasAsync(domain);
        domain = await world.VerifyAsync(domain);
        await Dns.FailAsync(world.Host);
        await Dns.FailAsync(DomainRecords.ChallengeName(domain));
        foreach (var _ in Enumerable.Range(0, 3))
        {
            world.Clock.Advance(TimeSpan.FromDays(10));
            domain = await world.VerifyAsync(domain);
            Assert.Equal((DomainState.Verified, DomainReason.DnsFault), (domain.State, domain.Reason));
            Assert.Equal(world.Environment, await world.ServedForAsync(world.Host));
        }
    }

    [Fact]
    public async Task A_domain_whose_records_vanish_is_parked_after_the_grace_and_comes_back_with_them()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.AddAsync();
        await world.SetAliasAsync(domain);
        domain = await world.VerifyAsync(domain);

        await Dns.ClearAliasAsync(world.Host);
        domain = await world.VerifyAsync(domain);
        Assert.Equal((DomainState.Verified, DomainReason.ProofMissing), (domain.State, domain.Reason));
        world.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal(DomainState.Verified, (await world.VerifyAsync(domain)).State);
        Assert.Equal(world.Environment, await world.ServedForAsync(world.Host));

        world.Clock.Advance(TimeSpan.FromHours(1));
        domain = await world.VerifyAsync(domain);
        Assert.Equal((DomainState.Parked, DomainReason.ProofGone), (domain.State, domain.Reason));
        Assert.Null(await world.ServedForAsync(world.Host));

        await world.SetTextAsync(domain);
        Assert.Equal(DomainState.Verified, (await world.VerifyAsync(domain)).State);
        Assert.Equal(world.Environment, await world.ServedForAsync(world.Host));
    }

    [Fact]
    public async Task One_record_of_two_is_enough_to_stay()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.AddAsync();
        await world.SetTextAsync(domain);
        await world.SetAliasAsync(domain);
        domain = await world.VerifyAsync(domain);
        await world.ClearTextAsync(domain);
        world.Clock.Advance(TimeSpan.FromDays(30));

        domain = await world.VerifyAsync(domain);
        Assert.Equal((DomainState.Verified, null), (domain.State, domain.FailingSince));
    }

    [Fact]
    public async Task The_host_of_a_domain_goes_with_the_domain_only()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.AddAsync();
        await world.SetTextAsync(domain);
        domain = await world.VerifyAsync(domain);

        Assert.Equal(
            EnvironmentErrors.HostIsDomain,
            Refused(await world.Get<RemoveHost>().RunAsync(Owner.Identity, world.Environment, domain.Host, Ct)));
        Assert.IsType<Edit<CustomDomain>.Stale>(
            await world.Get<RemoveDomain>().RunAsync(world.Environment, domain.Id, domain.Version - 1, Owner, Ct));
        Done(await world.Get<RemoveDomain>().RunAsync(world.Environment, domain.Id, domain.Version, Owner, Ct));
        Assert.Null(await world.ServedForAsync(world.Host));
    }

    [Fact]
    public async Task A_change_of_state_is_in_the_audit_trail()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.AddAsync();
        await world.SetTextAsync(domain);
        await world.VerifyAsync(domain);
        await world.VerifyAsync(domain);

        var found = await world.Get<SearchAudit>().RunAsync(world.Environment, new AuditFilter(), 10, null, Ct);
        Assert.Equal(["domain.added", "domain.verified"], found.Items.Select(item => item.Kind).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_watch_takes_what_is_due_and_each_domain_once()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.AddAsync();
        await world.SetTextAsync(domain);
        var now = world.Clock.GetUtcNow().AddDays(1);
        Assert.DoesNotContain(await DueDomains.ClaimAsync(Db.Database, world.Clock.GetUtcNow(), now, 1000, Ct), IsIt);

        Assert.Contains(await DueDomains.ClaimAsync(Db.Database, now, now.AddMinutes(5), 1000, Ct), IsIt);
        Assert.DoesNotContain(await DueDomains.ClaimAsync(Db.Database, now, now.AddMinutes(5), 1000, Ct), IsIt);

        bool IsIt(CustomDomain due) => due.Id == domain.Id;
    }

    [Fact]
    public async Task A_look_that_a_removal_overtook_changes_nothing()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.AddAsync();
        await world.SetTextAsync(domain);
        Done(await world.Get<RemoveDomain>().RunAsync(world.Environment, domain.Id, domain.Version, Owner, Ct));

        await world.Get<VerifyDomain>().CheckAsync(domain, Owner.Identity, Ct);
        Assert.Null(await world.ServedForAsync(world.Host));
    }

    [Fact]
    public async Task A_tenant_that_goes_takes_the_host_of_a_domain_that_is_being_settled_along()
    {
        await using var world = await NewAsync(Db, Dns);
        var tenant = Done(await world.Get<CreateTenant>().RunAsync(world.Environment, "going", "Going", Owner, Ct)).Id;
        var domain = await world.AddAsync(tenant: tenant);
        var now = world.Clock.GetUtcNow();
        var served = new DomainVerdict(DomainState.Verified, DomainReason.NotRouted, null, now);
        await using var settling = await Db.Database.BeginAsync(Ct);
        Assert.NotNull(await DomainStore.HoldAsync(settling, world.Environment, domain.Id, Ct));
        Assert.True(await HostStore.AddAsync(
            settling, world.Environment, new HostEntry(domain.Host, domain.Issuer, IsPrimary: false), now, Ct));
        await DomainStore.SettleAsync(settling, domain, served, now, Ct);
        var ending = Task.Run(() => world.EndOfTenantAsync(tenant), Ct);

        // Long enough for the second to be waiting for the first one's row; sooner it would prove less, never fail.
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, Ct);
        await settling.CommitAsync(Ct);
        await settling.DisposeAsync();
        await ending;
        Assert.Null(await world.Get<ReadDomains>().FindAsync(world.Environment, domain.Id, Ct));
        Assert.Empty(await HostStore.ListAsync(Db.Database, world.Environment, Ct));
    }

    [Fact]
    public async Task Domains_of_a_tenant_that_an_older_release_deleted_go_at_the_next_look()
    {
        await using var world = await NewAsync(Db, Dns);
        var tenant = Done(await world.Get<CreateTenant>().RunAsync(world.Environment, "gone", "Gone", Owner, Ct)).Id;
        var domain = await world.AddAsync(tenant: tenant);
        await world.SetTextAsync(domain);
        domain = await world.VerifyAsync(domain);
        Assert.Equal(world.Environment, await world.ServedForAsync(world.Host));

        Assert.True(await TenantStore.DeleteAsync(Db.Database, world.Environment, tenant, 1, Ct));
        await world.Get<VerifyDomain>().CheckAsync(domain, AuditActor.Schedule, Ct);
        Assert.Null(await world.Get<ReadDomains>().FindAsync(world.Environment, domain.Id, Ct));
        Assert.Null(await world.ServedForAsync(world.Host));
    }
}

public sealed class DomainsOnSqlite(TestDatabase<SqliteEngine> db) : DomainSuite<SqliteEngine>(db);

public sealed class DomainsOnPostgres(TestDatabase<PostgresEngine> db) : DomainSuite<PostgresEngine>(db);
