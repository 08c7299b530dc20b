using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Identity.Domains;
using Everlatch.Identity.Environments;
using Everlatch.Identity.Tenants;
using Everlatch.Testing;
using static Everlatch.Identity.Tests.Domains.DomainWorld;

namespace Everlatch.Identity.Tests.Domains;

/// <summary>How many domains a tenant and an environment may have, so that one cannot spend what all share.</summary>
public abstract class DomainLimitSuite<TEngine>(TestDatabase<TEngine> db) : DnsSuite<TEngine>(db)
    where TEngine : ITestEngine
{
    private const string PerTenant = "Everlatch:Domains:MaxPerTenant";
    private const string PerEnvironment = "Everlatch:Domains:MaxPerEnvironment";

    [Fact]
    public async Task A_tenant_has_so_many_domains_however_many_are_proven_and_no_more()
    {
        await using var world = await NewAsync(Db, Dns, (PerTenant, "2"));
        var (acme, other) = (await TenantAsync(world, "acme"), await TenantAsync(world, "other"));
        var first = await world.AddAsync("a." + world.Host, acme);
        await world.SetTextAsync(first);
        Assert.Equal(DomainState.Verified, (await world.VerifyAsync(first)).State);
        await world.AddAsync("b." + world.Host, acme);

        Assert.Equal(DomainErrors.TooManyOfTenant, Refused(await TryAddAsync(world, "c." + world.Host, acme)));

        // Neither another tenant nor the environment itself is held up by it.
        await world.AddAsync("c." + world.Host, other);
        await world.AddAsync("c." + world.Host);
    }

    [Fact]
    public async Task A_removed_domain_frees_its_place()
    {
        await using var world = await NewAsync(Db, Dns, (PerTenant, "1"));
        var acme = await TenantAsync(world, "acme");
        var first = await world.AddAsync(tenant: acme);
        await world.SetTextAsync(first);
        first = await world.VerifyAsync(first);
        Assert.Equal(DomainErrors.TooManyOfTenant, Refused(await TryAddAsync(world, "b." + world.Host, acme)));

        Done(await world.Get<RemoveDomain>().RunAsync(world.Environment, first.Id, first.Version, Owner, Ct));

        await world.AddAsync("b." + world.Host, acme);
    }

    [Fact]
    public async Task An_environment_has_so_many_with_those_of_its_tenants_and_no_more()
    {
        await using var world = await NewAsync(Db, Dns, (PerEnvironment, "2"));
        await using var neighbour = await NewAsync(Db, Dns, (PerEnvironment, "2"));
        await world.AddAsync("a." + world.Host, await TenantAsync(world, "acme"));
        await world.AddAsync("b." + world.Host);

        Assert.Equal(DomainErrors.TooManyOfEnvironment, Refused(await TryAddAsync(world, "c." + world.Host, null)));
        Assert.Equal(
            DomainErrors.TooManyOfEnvironment,
            Refused(await TryAddAsync(world, "c." + world.Host, await TenantAsync(world, "other"))));
        await neighbour.AddAsync("c." + world.Host);
    }

    [Fact]
    public async Task Of_many_who_want_the_last_place_at_once_one_gets_it()
    {
        await using var world = await NewAsync(Db, Dns, (PerTenant, "3"));
        var acme = await TenantAsync(world, "acme");
        await world.AddAsync("a." + world.Host, acme);
        await world.AddAsync("b." + world.Host, acme);

        var edits = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(n => Task.Run(() => TryAddAsync(world, $"c{n}.{world.Host}", acme), Ct)));

        Assert.Single(edits.OfType<Edit<CustomDomain>.Done>());
        Assert.All(
            edits.OfType<Edit<CustomDomain>.Refused>(), refused => Assert.Equal(DomainErrors.TooManyOfTenant, refused.Problem));
        Assert.Equal(3, (await world.Get<ReadDomains>().PageAsync(world.Environment, acme, null, 10, Ct)).Items.Count);
    }

    private static Task<Edit<CustomDomain>> TryAddAsync(DomainWorld world, string host, TenantId? tenant) =>
        world.Get<AddDomain>().RunAsync(world.Environment, host, tenant, Owner, Ct);

    private static async Task<TenantId> TenantAsync(DomainWorld world, string key) =>
        Done(await world.Get<CreateTenant>().RunAsync(world.Environment, key, key, Owner, Ct)).Id;
}

public sealed class DomainLimitsOnSqlite(TestDatabase<SqliteEngine> db) : DomainLimitSuite<SqliteEngine>(db);

public sealed class DomainLimitsOnPostgres(TestDatabase<PostgresEngine> db) : DomainLimitSuite<PostgresEngine>(db);
