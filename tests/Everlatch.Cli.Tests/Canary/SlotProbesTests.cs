using Everlatch.Cli.Canary;
using Everlatch.Testing.Processes;
using Everlatch.Watch.Probes;

namespace Everlatch.Cli.Tests.Canary;

/// <summary>The canary's questions, answered by the probes of the watch at real servers.</summary>
public sealed class SlotProbesTests(SlotServers servers) : IClassFixture<SlotServers>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_slots_are_asked_and_each_of_their_servers_in_turn()
    {
        var credentials = ReadCredentials.From(servers.CredentialsFile);
        using var probes = new SlotProbes(
            [servers.SocketOf(0), "/nowhere/everlatch.sock"], [servers.SocketOf(1)], credentials, TimeProvider.System);

        var first = await probes.RunAsync(Ct);
        var second = await probes.RunAsync(Ct);

        Assert.All(first.Canary.Concat(first.Baseline), result => Assert.Null(result.Failure));
        Assert.Equal(first.Baseline.Select(result => result.Probe), first.Canary.Select(result => result.Probe));
        Assert.Single(first.Canary, result => result.IsRare);
        Assert.All(second.Baseline, result => Assert.Null(result.Failure));
        Assert.All(second.Canary, result => Assert.Contains("did not answer", result.Failure, StringComparison.Ordinal));
    }
}
