using Everlatch.Core;
using Everlatch.Identity.Certificates;
using Everlatch.Identity.Certificates.Orders;
using Everlatch.Identity.Domains;
using Everlatch.Identity.Tests.Domains;
using Everlatch.Testing;
using Microsoft.AspNetCore.Http;
using static Everlatch.Identity.Tests.Certificates.CertificateWorld;

namespace Everlatch.Identity.Tests.Certificates.Orders;

/// <summary>What happens when the authority, or the owner of the zone, says no, or nothing.</summary>
public abstract class RefusedOrderSuite<TEngine>(TestDatabase<TEngine> db) : DnsSuite<TEngine>(db)
    where TEngine : ITestEngine
{
    [Fact]
    public async Task A_refused_proof_is_told_is_tried_ever_more_rarely_and_succeeds_once_it_can()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.RoutedAsync();
        world.Asked = () => Task.FromResult(false);
        await world.Server.OrderAsync();

        var shown = await world.CertificateOfAsync(domain);
        Assert.Equal((null, OrderFailures.Refused), (shown.Kind, shown.Failure!.Id));
        Assert.Contains("unauthorized", shown.Failure.Text, StringComparison.Ordinal);
        var first = shown.NextTryAt!.Value - shown.Failure.At;
        Assert.InRange(first, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2.5));
        domain = await world.LookAsync(domain);
        Assert.Equal((DomainState.Verified, DomainReason.CertificateFailing), (domain.State, domain.Reason));

        await world.Server.OrderAsync();
        Assert.Equal(1, world.Authority.Orders);
        world.Clock.By += first;
        await world.Server.OrderAsync();
        shown = await world.CertificateOfAsync(domain);
        Assert.InRange(shown.NextTryAt!.Value - shown.Failure!.At, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));

        world.Asked = () => Task.FromResult(true);
        world.Clock.By += TimeSpan.FromMinutes(5);
        await world.Server.OrderAsync();
        Assert.Null((await world.CertificateOfAsync(domain)).Failure);
        Assert.Equal(DomainReason.Serving, (await world.LookAsync(domain)).Reason);
    }

    [Fact]
    public async Task A_renewal_that_fails_is_told_while_the_domain_stays_live()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.RoutedAsync();
        await world.Server.OrderAsync();
        domain = await world.LookAsync(domain);
        var tag = (await world.KeyOfAsync(domain))!.Tag;

        world.Clock.By += (await world.CertificateOfAsync(domain)).RenewAt!.Value - world.Clock.GetUtcNow();
        world.Asked = () => Task.FromResult(false);
        await world.Server.OrderAsync();
        domain = await world.LookAsync(domain);
        Assert.Equal((DomainState.Live, DomainReason.CertificateFailing), (domain.State, domain.Reason));
        Assert.Equal(tag, (await world.KeyOfAsync(domain))!.Tag);
    }

    [Fact]
    public async Task Too_many_requests_pause_every_server_for_as_long_as_the_authority_asks()
    {
        await using var world = await NewAsync(Db, Dns);
        var other = world.AddServer();
        var first = await world.RoutedAsync();
        world.Authority.Refuse = context =>
            context.Request.Path == AuthorityProxy.NewOrder ? AuthorityProxy.RateLimited(context, seconds: 300) : null;
        await world.Server.OrderAsync();
        var shown = await world.CertificateOfAsync(first);
        Assert.Equal(OrderFailures.RateLimited, shown.Failure!.Id);
        Assert.True(shown.NextTryAt - shown.Failure.At >= TimeSpan.FromSeconds(299));

        world.Authority.Refuse = _ => null;
        var second = await world.RoutedAsync("second." + world.Host);
        await other.OrderAsync();
        Assert.Equal(0, world.Authority.Orders);
        Assert.Null(await world.KeyOfAsync(second));

        world.Clock.By += TimeSpan.FromSeconds(300);
        await other.OrderAsync();
        Assert.NotNull(await world.KeyOfAsync(first));
        Assert.NotNull(await world.KeyOfAsync(second));
    }

    [Fact]
    public async Task An_authority_that_asks_for_ever_is_asked_again_after_a_week()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.RoutedAsync();
        world.Authority.Refuse = context =>
            context.Request.Path == AuthorityProxy.NewOrder ? AuthorityProxy.RateLimited(context, int.MaxValue) : null;
        await world.Server.OrderAsync();
        var shown = await world.CertificateOfAsync(domain);
        Assert.Equal(TimeSpan.FromDays(7), shown.NextTryAt - shown.Failure!.At);
    }

    [Fact]
    public async Task What_nobody_expected_of_an_authority_counts_as_a_failure_too()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.RoutedAsync();
        world.Authority.Refuse = context =>
        {
            context.Response.ContentType = "application/problem+json; charset=none";
            return context.Request.Path == AuthorityProxy.NewOrder ? Results.StatusCode(StatusCodes.Status400BadRequest) : null;
        };
        await world.Server.OrderAsync();
        var shown = await world.CertificateOfAsync(domain);
        Assert.Equal(OrderFailures.Unreachable, shown.Failure!.Id);
        Assert.InRange(shown.NextTryAt!.Value - shown.Failure.At, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2.5));

        world.Authority.Refuse = _ => null;
        world.Clock.By += TimeSpan.FromMinutes(3);
        await world.Server.OrderAsync();
        Assert.NotNull(await world.KeyOfAsync(domain));
    }

    [Fact]
    public async Task An_authority_that_has_a_fault_says_nothing_about_the_domain_and_is_asked_again()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.RoutedAsync();
        world.Authority.Refuse = _ => Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        await world.Server.OrderAsync();
        Assert.Equal(OrderFailures.Unreachable, (await world.CertificateOfAsync(domain)).Failure!.Id);

        world.Authority.Refuse = _ => null;
        world.Clock.By += TimeSpan.FromMinutes(3);
        await world.Server.OrderAsync();
        Assert.NotNull(await world.KeyOfAsync(domain));
    }

    [Fact]
    public async Task An_account_that_the_authority_forgot_is_made_again()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.RoutedAsync();
        var forgot = false;
        world.Authority.Refuse = context =>
        {
            if (forgot || context.Request.Path != AuthorityProxy.NewOrder)
            {
                return null;
            }

            forgot = true;
            return Results.Json(
                new { type = "urn:ietf:params:acme:error:accountDoesNotExist" },
                contentType: "application/problem+json",
                statusCode: 400);
        };
        await world.Server.OrderAsync();
        Assert.True(forgot);
        Assert.NotNull(await world.KeyOfAsync(domain));
    }

    [Fact]
    public async Task Records_that_allow_other_authorities_forbid_ours_until_they_name_it()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.RoutedAsync();
        await Dns.AllowAsync("example.com", "other.example");
        await world.Server.OrderAsync();
        Assert.Equal(OrderFailures.CaaForbids, (await world.CertificateOfAsync(domain)).Failure!.Id);
        domain = await world.LookAsync(domain);
        Assert.Equal((DomainState.Verified, DomainReason.CaaForbids), (domain.State, domain.Reason));
        Assert.Equal(0, world.Authority.Orders);

        // The host's own records, here those of its alias, stand before the zone's.
        await Dns.AllowAsync(DomainRecords.Target(domain, DomainWorld.CnameTarget), CaaIdentity);
        world.Clock.By += TimeSpan.FromMinutes(3);
        await world.Server.OrderAsync();
        Assert.NotNull(await world.KeyOfAsync(domain));
    }

    [Fact]
    public async Task A_fault_of_dns_forbids_nothing_and_orders_nothing()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.RoutedAsync();
        await Dns.FailAsync(domain.Host.Value);
        await world.Server.OrderAsync();
        Assert.Equal(OrderFailures.CaaUnknown, (await world.CertificateOfAsync(domain)).Failure!.Id);
        Assert.Equal(0, world.Authority.Orders);

        await Dns.MendAsync(domain.Host.Value);
        Assert.Equal(DomainReason.AwaitingCertificate, (await world.LookAsync(domain)).Reason);
        world.Clock.By += TimeSpan.FromMinutes(3);
        await world.Server.OrderAsync();
        Assert.NotNull(await world.KeyOfAsync(domain));
    }

    [Fact]
    public async Task An_answer_is_for_its_host_and_token_alone_and_only_while_the_order_runs()
    {
        await using var world = await NewAsync(Db, Dns);
        var domain = await world.RoutedAsync();
        var other = await Db.NewEnvironmentAsync();
        var token = "";
        world.Authority.Refuse = _ => null;
        world.Asked = async () =>
        {
            var find = world.Server.Get<FindHostCertificate>();
            token = world.Token;
            Assert.NotNull(await find.FindHttpAnswerAsync(world.Environment, domain.Host, token, Ct));
            Assert.Null(await find.FindHttpAnswerAsync(other, domain.Host, token, Ct));
            Assert.Null(await find.FindHttpAnswerAsync(world.Environment, domain.Host, token + "x", Ct));
            Assert.Null(await find.FindHttpAnswerAsync(world.Environment, HostName.Trusted("other.example.com"), token, Ct));
            Assert.Null(await find.FindTlsAnswerAsync(domain.Host, Ct));
            return true;
        };
        await world.Server.OrderAsync();
        Assert.NotEqual("", token);
        Assert.NotNull(await world.KeyOfAsync(domain));
        Assert.Null(await world.Server.Get<FindHostCertificate>().FindHttpAnswerAsync(world.Environment, domain.Host, token, Ct));
    }
}

public sealed class RefusedOrdersOnSqlite(TestDatabase<SqliteEngine> db) : RefusedOrderSuite<SqliteEngine>(db);

public sealed class RefusedOrdersOnPostgres(TestDatabase<PostgresEngine> db) : RefusedOrderSuite<PostgresEngine>(db);
