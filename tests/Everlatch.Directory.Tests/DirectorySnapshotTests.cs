using Everlatch.Core;
using Everlatch.Testing;
using Everlatch.Testing.Directories;

namespace Everlatch.Directory.Tests;

public sealed class DirectorySnapshotTests
{
    private readonly SampleEnvironment sample = new(new TestClock());

    [Fact]
    public void A_host_that_was_found_follows_every_change()
    {
        var host = sample.Here.Host.Name;
        var first = Snapshot();
        Assert.Same(sample.Value, first.Find(host)?.Environment);

        var changed = sample.Value with { Name = "Renamed" };
        var second = first with { Environments = first.Environments.SetItem(changed.Id, changed) };
        Assert.Equal("Renamed", second.Find(host)?.Environment.Name);
        Assert.Equal("Sample", first.Find(host)?.Environment.Name);

        Assert.Null((second with { Hosts = second.Hosts.Remove(host) }).Find(host));
        Assert.NotNull(second.Find(host));
    }

    [Fact]
    public void A_newer_time_alone_keeps_what_was_found()
    {
        var host = sample.Here.Host.Name;
        var first = Snapshot();
        var found = first.Find(host);
        Assert.NotNull(found);
        Assert.Same(found, (first with { AsOf = TestClock.Noon }).Find(host));
    }

    [Fact]
    public void An_unknown_host_leads_nowhere() => Assert.Null(Snapshot().Find(HostName.Trusted("unknown.example")));

    private DirectorySnapshot Snapshot() => new()
    {
        Environments = DirectorySnapshot.Empty.Environments.Add(sample.Value.Id, sample.Value),
        Hosts = DirectorySnapshot.Empty.Hosts.Add(sample.Here.Host.Name, sample.Value.Id),
    };
}
