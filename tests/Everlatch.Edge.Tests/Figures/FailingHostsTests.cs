using Everlatch.Edge.Figures;
using Everlatch.Testing;

namespace Everlatch.Edge.Tests.Figures;

public sealed class FailingHostsTests
{
    private readonly TestClock clock = new();

    [Fact]
    public void A_host_that_fails_comes_in_and_stays_however_many_others_fail_once()
    {
        var hosts = new FailingHosts(clock);
        for (var n = 0; n < 100_000; n++)
        {
            hosts.Count($"h{n}.example.test", StatusKind.NotFound, "127.0.0.1");
            if (n % 100 == 0)
            {
                hosts.Count("login.acme.test", StatusKind.NotFound, "127.0.0.1");
            }
        }

        var kept = hosts.Read();

        Assert.Equal(FailingHosts.Most, kept.Count);

        // It came in early, and was never the least again.
        Assert.InRange(Assert.Single(kept, host => host.Host == "login.acme.test").NotFound, 900, 1000);
        Assert.True(kept.Sum(host => host.NotFound) <= 101_000);
    }

    [Fact]
    public void Clients_are_told_apart_by_their_network_and_forgotten_in_minutes()
    {
        var hosts = new FailingHosts(clock);
        for (var n = 0; n < 50; n++)
        {
            hosts.Count("one.example.test", StatusKind.Fault, "192.0.2.1");
            hosts.Count("many.example.test", StatusKind.Fault, $"192.0.2.{n}");
        }

        Assert.Equal(1, hosts.Read().Single(host => host.Host == "one.example.test").Clients);
        Assert.InRange(hosts.Read().Single(host => host.Host == "many.example.test").Clients, 20, 50);

        clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(1, hosts.Read().Single(host => host.Host == "one.example.test").Clients);
        clock.Advance(TimeSpan.FromMinutes(11));
        Assert.All(hosts.Read(), host => Assert.Equal((0, 50), (host.Clients, host.Fault)));
    }
}
