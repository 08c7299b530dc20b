using Everlatch.Release.Canary;
using Everlatch.Release.Canary.Figures;
using Everlatch.Testing.Processes;
using Everlatch.Watch.Probes;

namespace Everlatch.Release.Tests.Canary;

/// <summary>
/// Two servers of the same build over one database: as canary and baseline they are equal, until one of them is not.
/// </summary>
public sealed class RealServersTests(SlotServers servers, ITestOutputHelper output) : IClassFixture<SlotServers>
{
    private const int Rounds = 60;

    // Nobody else comes, and each probe runs seldom enough for a test.
    private static readonly CanaryLimits Limits = new() { MinRequests = 0 };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_passes_beside_its_equal_and_fails_once_it_is_gone()
    {
        var credentials = ReadCredentials.From(servers.CredentialsFile);
        using var canary = ProbeTarget.OfSocket(servers.SocketOf(0), servers.Issuer);
        using var baseline = ProbeTarget.OfSocket(servers.SocketOf(1), servers.Issuer);
        var (ours, theirs) = (
            new RunProbes(canary, credentials, TimeProvider.System), new RunProbes(baseline, credentials, TimeProvider.System));
        var record = new CanaryRecord(new CanarySlots("green", "baseline", "blue"), TimeSpan.FromHours(1));

        record.Begin(TimeProvider.System.GetUtcNow());
        for (var round = 0; round < Rounds; round++)
        {
            await RoundAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, Ct);
        }

        var verdict = JudgeCanary.Run(record.Read(TimeProvider.System.GetUtcNow()), Limits);
        output.WriteLine(string.Join('\n', verdict.Findings));
        Assert.IsType<Verdict.Pass>(verdict);

        await servers.Servers[0].DisposeAsync();
        await RoundAsync();
        var fail = Assert.IsType<Verdict.Fail>(JudgeCanary.Run(record.Read(TimeProvider.System.GetUtcNow()), Limits));
        Assert.Contains(fail.Reasons, reason => reason.Rule == "probes");
        Assert.Contains(fail.Reasons, reason => reason.Rule == "exits");

        async Task RoundAsync()
        {
            var found = await Task.WhenAll(ours.RunAsync(Ct), theirs.RunAsync(Ct));
            record.Add(new ProbeRound([.. found[0].Select(Result)], [.. found[1].Select(Result)]));
            Look(record, isCanary: true, 0);
            Look(record, isCanary: false, 1);
        }
    }

    private void Look(CanaryRecord record, bool isCanary, int server)
    {
        var at = TimeProvider.System.GetUtcNow();
        var sample = servers.Servers[server].IsRunning ? ReadProcesses.Read([servers.Servers[server].Id], at) : null;
        record.Add(isCanary, new ReadinessLook(at, sample is not null, []), sample, sample is null ? 1 : 0);
    }

    private static ProbeResult Result(ProbeReport report) =>
        new(report.Probe, report.At, report.Took, report.Failure?.Reason) { IsRare = report.IsRare };
}
