using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Domains;
using Everlatch.Identity.Domains.SetupLinks;
using Everlatch.Testing;
using static Everlatch.Identity.Tests.Domains.DomainWorld;

namespace Everlatch.Identity.Tests.Domains;

/// <summary>Links for those who set DNS records and have no account.</summary>
public abstract class SetupLinkSuite<TEngine>(TestDatabase<TEngine> db) : DnsSuite<TEngine>(db)
    where TEngine : ITestEngine
{
    private static readonly RequestOrigin Somewhere = new("192.0.2.7", "");

    [Fact]
    public async Task A_link_shows_its_domain_until_it_ends()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.AddAsync();
        var link = Done(await MakeAsync(world, domain, hours: 2));
        Assert.Equal(world.Clock.GetUtcNow().AddHours(2), link.ExpiresAt);

        world.Clock.Advance(TimeSpan.FromMinutes(119));
        Assert.Equal(domain.Id, (await FindAsync(world, TokenOf(link)))?.Id);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await FindAsync(world, TokenOf(link)));
    }

    [Fact]
    public async Task A_link_ends_with_its_domain()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.AddAsync();
        var token = TokenOf(Done(await MakeAsync(world, domain)));
        Assert.NotNull(await FindAsync(world, token));

        Done(await world.Get<RemoveDomain>().RunAsync(world.Environment, domain.Id, domain.Version, Owner, Ct));
        Assert.Null(await FindAsync(world, token));
    }

    [Fact]
    public async Task A_link_of_one_environment_opens_nothing_in_another_and_neither_does_an_altered_one()
    {
        await using var world = await NewAsync(Db, Dns);
        await using var other = await NewAsync(Db, Dns);
        var token = TokenOf(Done(await MakeAsync(world, await world.AddAsync())));

        Assert.NotNull(await FindAsync(world, token));
        Assert.Null(await FindAsync(other, token));
        Assert.Null(await FindAsync(world, token[..^2] + (token[^2] == 'A' ? "BB" : "AA")));
        Assert.Null(await FindAsync(world, ""));
    }

    [Fact]
    public async Task Its_holder_has_DNS_asked_but_not_in_every_moment()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.AddAsync();
        var token = TokenOf(Done(await MakeAsync(world, domain)));
        var follow = world.Get<FollowSetupLink>();
        await follow.LookAsync(world.Environment, token, Somewhere, Ct);

        await world.SetTextAsync(domain);
        Assert.Equal(DomainState.Pending, (await follow.LookAsync(world.Environment, token, Somewhere, Ct))?.State);
        world.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(DomainState.Verified, (await follow.LookAsync(world.Environment, token, Somewhere, Ct))?.State);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(721)]
    [InlineData(int.MinValue)]
    public async Task A_link_lasts_a_month_at_most(int hours)
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.AddAsync();
        Assert.Equal(
            DomainErrors.LinkHours, Assert.IsType<Edit<SetupLink>.Refused>(await MakeAsync(world, domain, hours)).Problem);
        Done(await MakeAsync(world, domain, 720));
    }

    private static async Task<Edit<SetupLink>> MakeAsync(DomainWorld world, CustomDomain domain, int hours = 1)
    {
        var environment = world.Get<IDirectory>().Current.Environments[world.Environment];
        var host = new Everlatch.Directory.Entries.HostEntry(HostName.Trusted("a.test"), "https://a.test", IsPrimary: true);
        return await world.Get<MakeSetupLink>().RunAsync(new DirectoryHost(environment, host), domain.Id, hours, Owner, Ct);
    }

    private static string TokenOf(SetupLink link)
    {
        var begin = $"https://a.test{SetupLink.Page}?token=";
        Assert.StartsWith(begin, link.Url, StringComparison.Ordinal);
        return link.Url[begin.Length..];
    }

    private static Task<CustomDomain?> FindAsync(DomainWorld world, string token) =>
        world.Get<FollowSetupLink>().FindAsync(world.Environment, token, Ct);
}

public sealed class SetupLinksOnSqlite(TestDatabase<SqliteEngine> db) : SetupLinkSuite<SqliteEngine>(db);

public sealed class SetupLinksOnPostgres(TestDatabase<PostgresEngine> db) : SetupLinkSuite<PostgresEngine>(db);
