using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Everlatch.Core;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Certificates;
using Everlatch.Identity.Certificates.Orders;
using Everlatch.Identity.Domains;
using Everlatch.Identity.Tests.Domains;
using Everlatch.Storage;
using Everlatch.Testing;
using static Everlatch.Identity.Tests.Certificates.CertificateWorld;

namespace Everlatch.Identity.Tests.Certificates.Orders;

/// <summary>What orders come to, with a real authority.</summary>
public abstract class OrderSuite<TEngine>(TestDatabase<TEngine> db) : DnsSuite<TEngine>(db)
    where TEngine : ITestEngine
{
    private static readonly Statement Kept = Statement.Read(
        "testing.count_kept",
        """
        select (select count(*) from certificates where environment_id = @environment)
            + (select count(*) from certificate_orders where environment_id = @environment)
        """);

    [Fact]
    public async Task A_domain_that_leads_here_gets_a_certificate_and_is_live()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.RoutedAsync();
        Assert.Equal((DomainState.Verified, DomainReason.AwaitingCertificate), (domain.State, domain.Reason));
        Assert.NotNull((await world.CertificateOfAsync(domain)).NextTryAt);

        await world.Server.OrderAsync();
        var key = (await world.KeyOfAsync(domain))!;
        using var certificate = X509Certificate2.CreateFromPem(key.ChainPem);
        using var own = ECDsa.Create();
        own.ImportPkcs8PrivateKey(key.Pkcs8, out _);
        Assert.True(certificate.MatchesHostname(domain.Host.Value));
        Assert.Equal(certificate.PublicKey.ExportSubjectPublicKeyInfo(), own.ExportSubjectPublicKeyInfo());

        Assert.True((await world.ReadAsync(domain)).NextCheckAt <= world.Clock.GetUtcNow());
        domain = await world.LookAsync(domain);
        Assert.Equal((DomainState.Live, DomainReason.Serving), (domain.State, domain.Reason));
        var shown = await world.CertificateOfAsync(domain);
        Assert.Equal((CertificateKind.Acme, shown.RenewAt), (shown.Kind, shown.NextTryAt));
        Assert.Null(shown.Failure);
    }

    [Fact]
    public async Task A_domain_that_nobody_proved_gets_none_and_its_twin_does()
    {
        await using var world = await NewAsync(Db, Dns);
        var unproven = await world.LookAsync(await world.ClaimedAsync());
        var unrouted = await world.ClaimedAsync("unrouted." + world.Host);
        await Dns.SetAddressAsync(unrouted.Host.Value, "192.0.2.1");
        await Dns.SetTextAsync(DomainRecords.ChallengeName(unrouted), DomainRecords.ChallengeValue(unrouted));
        unrouted = await world.LookAsync(unrouted);
        Assert.Equal(DomainReason.NotRouted, unrouted.Reason);
        var twin = await world.RoutedAsync("twin." + world.Host);

        await world.Server.OrderAsync();
        Assert.Null(await world.KeyOfAsync(unproven));
        Assert.Null(await world.KeyOfAsync(unrouted));
        Assert.NotNull(await world.KeyOfAsync(twin));
        Assert.Equal(1, world.Authority.Orders);
    }

    [Fact]
    public async Task Servers_that_race_place_one_order_for_each_host_with_one_account()
    {
        await using var world = await NewAsync(Db, Dns);
        CertificateServer[] servers = [world.Server, world.AddServer(), world.AddServer(), world.AddServer()];
        var domains = new List<CustomDomain>();
        for (var i = 0; i < 6; i++)
        {
            domains.Add(await world.RoutedAsync($"host{i}.{world.Host}"));
        }

        // Who finds an order taken in the same moment looks for the next one in its next round.
        for (var round = 0; round < 6; round++)
        {
            await Task.WhenAll(servers.Select(server => server.OrderAsync()));
        }

        foreach (var domain in domains)
        {
            Assert.NotNull(await world.KeyOfAsync(domain));
        }

        Assert.Equal(6, world.Authority.Orders);
        Assert.Equal(1, world.Logged("accounts in memory"));
    }

    [Fact]
    public async Task An_order_of_a_server_that_died_is_finished_by_another_when_its_lease_ran_out()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.RoutedAsync();
        var now = world.Clock.GetUtcNow();
        var lost = await OrderStore.ClaimAsync(Db.Database, "dead", now, now + PlaceOrder.Lease, Ct);
        Assert.Equal(domain.Host, lost!.HostName);

        await world.Server.OrderAsync();
        Assert.Equal(0, world.Authority.Orders);
        world.Clock.By += PlaceOrder.Lease;
        await world.Server.OrderAsync();
        var key = (await world.KeyOfAsync(domain))!;

        // The dead one was only slow: what it has by now is for nobody.
        var late = new UsableCertificate(key.ChainPem, key.Pkcs8, 7, now, now.AddDays(90));
        Assert.False(await world.Server.Get<SettleOrder>().RunAsync(lost, new OrderOutcome.Issued(late), Ct));
        Assert.Equal(key.Tag, (await world.KeyOfAsync(domain))!.Tag);
    }

    [Fact]
    public async Task Who_claims_many_hosts_holds_up_none_of_others()
    {
        // Long ago, when nothing else was due.
        var (many, one) = (await Db.NewEnvironmentAsync(), await Db.NewEnvironmentAsync());
        var (past, now) = (DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddMinutes(1));
        var hosts = Enumerable.Range(1, 3).Select(n => HostName.Trusted($"h{n}-{many.Value[4..]}.example.com")).ToList();
        await OrderStore.AddAsync(Db.Database, many, hosts[0], past.AddSeconds(1), Ct);
        await OrderStore.AddAsync(Db.Database, many, hosts[1], past.AddSeconds(2), Ct);
        await OrderStore.AddAsync(Db.Database, one, hosts[2], past.AddSeconds(3), Ct);

        Assert.Equal(hosts[0], await NextAsync());
        Assert.Equal(hosts[2], await NextAsync());
        Assert.Equal(hosts[1], await NextAsync());
        Assert.Null(await NextAsync());

        // Others look for what is due in the same database.
        await OrderStore.DeleteAsync(Db.Database, many, hosts[0], Ct);
        await OrderStore.DeleteAsync(Db.Database, many, hosts[1], Ct);
        await OrderStore.DeleteAsync(Db.Database, one, hosts[2], Ct);

        async Task<HostName?> NextAsync() =>
            (await OrderStore.ClaimAsync(Db.Database, "lease", now, now.AddMinutes(1), Ct))?.HostName;
    }

    [Fact]
    public async Task A_server_that_stops_gives_its_order_back()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.RoutedAsync();
        using var stopping = new CancellationTokenSource();
        world.Authority.Refuse = _ =>
        {
            stopping.Cancel();
            return null;
        };
        await world.Server.Get<OrderCertificates>().BeginAsync(stopping.Token);
        await world.Server.Get<OrderCertificates>().FinishAsync();
        Assert.Null(await world.KeyOfAsync(domain));

        world.Authority.Refuse = _ => null;
        await world.AddServer().OrderAsync();
        Assert.NotNull(await world.KeyOfAsync(domain));
    }

    [Fact]
    public async Task A_domain_that_is_removed_in_the_middle_of_an_order_leaves_no_certificate()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.RoutedAsync();
        world.Asked = async () =>
        {
            await world.RemoveAsync(domain);
            return true;
        };
        await world.Server.OrderAsync();

        Assert.Null(await world.KeyOfAsync(domain));
        Assert.Null(await OrderStore.FindTlsAnswerAsync(Db.Database, domain.Host, world.Clock.GetUtcNow(), Ct));

        // Whoever claims the host next begins with nothing.
        world.Asked = () => Task.FromResult(true);
        var next = await world.RoutedAsync();
        Assert.Null((await world.CertificateOfAsync(next)).Kind);
        await world.Server.OrderAsync();
        Assert.NotNull(await world.KeyOfAsync(next));
    }

    [Fact]
    public async Task A_domain_that_is_removed_before_the_order_is_placed_troubles_no_authority()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.RoutedAsync();
        var isRemoved = false;
        world.Authority.Seen = async _ =>
        {
            if (!isRemoved)
            {
                isRemoved = true;
                await world.RemoveAsync(domain);
            }
        };
        await world.Server.OrderAsync();
        Assert.True(isRemoved);
        Assert.Equal(0, world.Authority.Orders);
        Assert.Null(await world.KeyOfAsync(domain));
    }

    [Fact]
    public async Task A_removed_domain_takes_its_certificate_along()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.RoutedAsync();
        await world.Server.OrderAsync();
        Assert.Equal(2, await Db.Database.FindAsync<long>(Kept, new { environment = world.Environment }, Ct));
        await world.RemoveAsync(domain);
        Assert.Null(await world.KeyOfAsync(domain));
        Assert.Equal(0, await Db.Database.FindAsync<long>(Kept, new { environment = world.Environment }, Ct));
    }

    [Fact]
    public async Task A_certificate_is_renewed_when_two_thirds_of_its_life_are_over_and_not_before()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.RoutedAsync();
        await world.Server.OrderAsync();
        var first = await world.CertificateOfAsync(domain);
        var life = first.NotAfter!.Value - first.NotBefore!.Value;
        Assert.InRange(first.RenewAt!.Value - first.NotBefore.Value, life * 0.66, life * 0.72);

        var tag = (await world.KeyOfAsync(domain))!.Tag;
        world.Clock.By += first.RenewAt.Value - world.Clock.GetUtcNow() - TimeSpan.FromMinutes(1);
        await world.Server.OrderAsync();
        Assert.Equal(tag, (await world.KeyOfAsync(domain))!.Tag);

        world.Clock.By += TimeSpan.FromMinutes(2);
        await world.Server.OrderAsync();
        Assert.NotEqual(tag, (await world.KeyOfAsync(domain))!.Tag);
    }

    [Fact]
    public async Task The_audit_trail_says_that_a_certificate_was_issued_and_nobody_says_its_key()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.RoutedAsync();
        await world.Server.OrderAsync();
        var key = (await world.KeyOfAsync(domain))!;

        var page = await world.Server.Get<SearchAudit>().RunAsync(world.Environment, new AuditFilter(), 100, null, Ct);
        Assert.Contains(page.Items, e => e.Kind == "domain.certificate_issued" && e.Target == domain.Id.Value);
        var base64 = Convert.ToBase64String(key.Pkcs8);
        var told = string.Join('\n', world.Server.Log) + Json.Write(page.Items) + key + await world.CertificateOfAsync(domain);
        Assert.Contains(domain.Host.Value, told, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", told, StringComparison.Ordinal);
        Assert.DoesNotContain(base64[40..80], told, StringComparison.Ordinal);
    }
}

public sealed class OrdersOnSqlite(TestDatabase<SqliteEngine> db) : OrderSuite<SqliteEngine>(db);

public sealed class OrdersOnPostgres(TestDatabase<PostgresEngine> db) : OrderSuite<PostgresEngine>(db);
