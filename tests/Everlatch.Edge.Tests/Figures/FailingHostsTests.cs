using Everlatch.Edge.Figures;

namespace Everlatch.Edge.Tests.Figures;

public sealed class FailingHostsTests
{
    [Fact]
    public void A_host_that_fails_comes_in_and_stays_however_many_others_fail_once()
    {
        var hosts = new FailingHosts();
        for (var n = 0; n < 100_000; n++)
        {
            hosts.Count($"h{n}.example.test", StatusKind.NotFound, 0);
            if (n % 100 == 0)
            {
                hosts.Count("login.acme.test", StatusKind.NotFound, 0);
            }
        }

        var kept = hosts.Read();

        Assert.Equal(FailingHosts.Most, kept.Count);

        // It came in early, and was never the least again.
        Assert.InRange(Assert.Single(kept, host => host.Host == "login.acme.test").NotFound, 900, 1000);
        Assert.True(kept.Sum(host => host.NotFound) <= 101_000);
    }

    [Fact]
    public void It_says_how_many_one_client_saw()
    {
        var hosts = new FailingHosts();
        for (var n = 0; n < 50; n++)
        {
            hosts.Count("one.example.test", StatusKind.Fault, 7);
            hosts.Count("many.example.test", StatusKind.Unauthorized, n);
        }

        Assert.Equal((50, 0), Of("one.example.test"));
        Assert.Equal((0, 1), Of("many.example.test"));

        (long, long) Of(string name) =>
            hosts.Read().Where(host => host.Host == name).Select(host => (host.FaultsOfOne, host.RefusalsOfOne)).Single();
    }
}
