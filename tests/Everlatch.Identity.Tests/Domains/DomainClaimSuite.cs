using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Domains;
using Everlatch.Identity.Environments;
using Everlatch.Identity.Tenants;
using Everlatch.Testing;
using Microsoft.Extensions.Options;
using static Everlatch.Identity.Tests.Domains.DomainWorld;

namespace Everlatch.Identity.Tests.Domains;

/// <summary>Several claims to one host: who gets it, and who does not.</summary>
public abstract class DomainClaimSuite<TEngine>(TestDatabase<TEngine> db) : DnsSuite<TEngine>(db)
    where TEngine : ITestEngine
{
    [Fact]
    public async Task A_dangling_alias_gives_the_host_to_nobody()
    {
        await using var world = await NewAsync(Db, Dns);
        await using var stranger = await NewAsync(Db, Dns);
        var left = await world.AddAsync();
        await world.SetAliasAsync(left);
        left = await world.VerifyAsync(left);
        Done(await world.Get<RemoveDomain>().RunAsync(world.Environment, left.Id, left.Version, Owner, Ct));
        Assert.Null(await world.ServedForAsync(world.Host));

        // The alias stays behind, and leads here; a stranger claims the host.
        var claimed = await stranger.VerifyAsync(await stranger.AddAsync(world.Host));
        Assert.Equal((DomainState.Parked, DomainReason.DanglingCname), (claimed.State, claimed.Reason));
        Assert.Null(await stranger.ServedForAsync(world.Host));

        await stranger.SetTextAsync(claimed);
        Assert.Equal(DomainState.Verified, (await stranger.VerifyAsync(claimed)).State);
        Assert.Equal(stranger.Environment, await stranger.ServedForAsync(world.Host));
    }

    [Fact]
    public async Task A_second_claim_gets_the_host_when_its_record_stands_and_the_firsts_do_not()
    {
        await using var first = await NewAsync(Db, Dns);
        await using var second = await NewAsync(Db, Dns);
        var holder = await first.AddAsync();
        await first.SetAliasAsync(holder);
        holder = await first.VerifyAsync(holder);
        var claim = await second.AddAsync(first.Host);
        Assert.Equal(DomainReason.DanglingCname, (claim = await second.VerifyAsync(claim)).Reason);

        await second.SetTextAsync(claim);
        Assert.Equal(DomainReason.HeldElsewhere, (claim = await second.VerifyAsync(claim)).Reason);
        Assert.Equal(first.Environment, await first.ServedForAsync(first.Host));

        await Dns.FailAsync(DomainRecords.ChallengeName(holder));
        await Dns.ClearAliasAsync(first.Host);
        await Dns.FailAsync(first.Host);
        await second.VerifyAsync(claim);
        Assert.Equal(first.Environment, await first.ServedForAsync(first.Host));

        await Dns.MendAsync(DomainRecords.ChallengeName(holder));
        await Dns.MendAsync(first.Host);
        Assert.Equal(DomainState.Verified, (await second.VerifyAsync(claim)).State);
        Assert.Equal(second.Environment, await second.ServedForAsync(first.Host));
        holder = await first.ReadAsync(holder);
        Assert.Equal((DomainState.Parked, DomainReason.Reclaimed), (holder.State, holder.Reason));
        Assert.Equal(holder.State, (await first.VerifyAsync(holder)).State);
        Assert.Equal(second.Environment, await second.ServedForAsync(first.Host));
    }

    [Fact]
    public async Task Who_changes_a_domain_during_every_look_at_it_keeps_no_host_whose_records_are_anothers()
    {
        await using var first = await NewAsync(Db, Dns);
        await using var second = await NewAsync(Db, Dns);
        var holder = await first.AddAsync();
        await first.SetAliasAsync(holder);
        holder = await first.VerifyAsync(holder);
        var claim = await second.AddAsync(first.Host);
        await Dns.ClearAliasAsync(first.Host);
        await second.SetTextAsync(claim);

        var (verdict, loser) = await second.Get<ProveDomain>().RunAsync(claim, Ct);
        holder = await BrandAsync(first, holder, "Changed");
        await second.Get<SettleDomain>().RunAsync(claim, verdict, loser, AuditActor.Schedule, Ct);

        Assert.Equal(second.Environment, await second.ServedForAsync(first.Host));
        var parked = await first.ReadAsync(holder);
        Assert.Equal((DomainState.Parked, DomainReason.Reclaimed), (parked.State, parked.Reason));
        Assert.Equal(holder.Version + 1, parked.Version);
        Assert.Equal("Changed", parked.Branding?.DisplayName);
    }

    [Fact]
    public async Task Who_changes_a_domain_during_every_look_at_it_has_the_grace_of_all_others()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.AddAsync();
        await world.SetAliasAsync(domain);
        domain = await world.VerifyAsync(domain);
        await Dns.ClearAliasAsync(world.Host);

        domain = await LookAndBrandAsync(world, domain);
        Assert.Equal((DomainState.Verified, DomainReason.ProofMissing), (domain.State, domain.Reason));
        world.Clock.Advance(TimeSpan.FromHours(world.Get<IOptions<DomainOptions>>().Value.GraceHours));
        domain = await LookAndBrandAsync(world, domain);
        Assert.Equal((DomainState.Parked, DomainReason.ProofGone), (domain.State, domain.Reason));
        Assert.Null(await world.ServedForAsync(world.Host));
    }

    [Fact]
    public async Task A_look_that_another_overtook_takes_nothing_away()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.AddAsync();
        await world.SetAliasAsync(domain);
        domain = await world.VerifyAsync(domain);
        await Dns.ClearAliasAsync(world.Host);
        var (missing, _) = await world.Get<ProveDomain>().RunAsync(domain, Ct);

        await world.SetAliasAsync(domain);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await world.VerifyAsync(await BrandAsync(world, domain, "Changed"));
        Assert.Null(await world.Get<SettleDomain>().RunAsync(domain, missing, null, AuditActor.Schedule, Ct));
        Assert.Null((await world.ReadAsync(domain)).FailingSince);
    }

    [Fact]
    public async Task A_host_that_the_operator_added_is_not_taken_by_proof()
    {
        await using var world = await NewAsync(Db, Dns);
        await using var other = await NewAsync(Db, Dns);
        Done(await world.Get<AddHost>().RunAsync(Owner.Identity, world.Environment, world.Host, null, Ct));
        var claim = await other.AddAsync(world.Host);
        await other.SetTextAsync(claim);

        claim = await other.VerifyAsync(claim);
        Assert.Equal((DomainState.Pending, DomainReason.HeldElsewhere), (claim.State, claim.Reason));
        Assert.Equal(world.Environment, await world.ServedForAsync(world.Host));
    }

    [Fact]
    public async Task The_same_owner_claims_a_host_once_and_others_may_too()
    {
        await using var world = await NewAsync(Db, Dns);
        await using var other = await NewAsync(Db, Dns);
        var tenant = Done(await world.Get<CreateTenant>().RunAsync(world.Environment, "acme", "Acme", Owner, Ct)).Id;
        await world.AddAsync();

        Assert.Equal(
            DomainErrors.Claimed, Refused(await world.Get<AddDomain>().RunAsync(world.Environment, world.Host, null, Owner, Ct)));
        await world.AddAsync(tenant: tenant);
        await other.AddAsync(world.Host);
        Assert.IsType<Edit<CustomDomain>.Unknown>(
            await other.Get<AddDomain>().RunAsync(other.Environment, world.Host, tenant, Owner, Ct));
    }

    [Fact]
    public async Task Unproven_claims_are_bounded_and_proven_ones_are_not()
    {
        await using var world = await NewAsync(Db, Dns, ("Everlatch:Domains:MaxUnproven", "1"));
        var first = await world.AddAsync();
        Assert.Equal(
            DomainErrors.TooManyUnproven,
            Refused(await world.Get<AddDomain>().RunAsync(world.Environment, "more." + world.Host, null, Owner, Ct)));

        await world.SetTextAsync(first);
        await world.VerifyAsync(first);
        await world.AddAsync("more." + world.Host);
    }

    private static async Task<CustomDomain> LookAndBrandAsync(DomainWorld world, CustomDomain domain)
    {
        var (verdict, loser) = await world.Get<ProveDomain>().RunAsync(domain, Ct);
        await BrandAsync(world, domain, "Changed");
        await world.Get<SettleDomain>().RunAsync(domain, verdict, loser, AuditActor.Schedule, Ct);
        return await world.ReadAsync(domain);
    }

    private static async Task<CustomDomain> BrandAsync(DomainWorld world, CustomDomain domain, string name) =>
        Done(await world.Get<BrandDomain>().RunAsync(
            world.Environment, domain.Id, domain.Version, new Branding { DisplayName = name }, Owner, Ct));
}

public sealed class DomainClaimsOnSqlite(TestDatabase<SqliteEngine> db) : DomainClaimSuite<SqliteEngine>(db);

public sealed class DomainClaimsOnPostgres(TestDatabase<PostgresEngine> db) : DomainClaimSuite<PostgresEngine>(db);
