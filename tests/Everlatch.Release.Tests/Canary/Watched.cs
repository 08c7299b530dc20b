using Everlatch.Release.Canary;
using Everlatch.Release.Canary.Figures;
using Everlatch.Testing.Processes;
using Everlatch.Watch.Probes;

namespace Everlatch.Release.Tests.Canary;

/// <summary>A canary and its baseline as a node watches them: probes, readiness, processes and what an edge counted.</summary>
internal sealed class Watched : IDisposable
{
    private static readonly CanarySlots Slots = new("green", "baseline", "blue");
    private readonly SlotServers servers;
    private readonly HttpClient http = new();
    private readonly ProbeTarget[] targets;
    private readonly RunProbes[] probes;
    private readonly CanaryRecord record = new(Slots, TimeSpan.FromHours(1));

    public Watched(SlotServers servers)
    {
        this.servers = servers;
        var credentials = ReadCredentials.From(servers.CredentialsFile);
        targets = [.. Enumerable.Range(0, 2).Select(n => ProbeTarget.OfSocket(servers.SocketOf(n), servers.Issuer))];
        probes = [.. targets.Select(target => new RunProbes(target, credentials, TimeProvider.System))];
        record.Begin(TimeProvider.System.GetUtcNow());
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Looks once at everything.</summary>
    public async Task RoundAsync(Uri? edge = null)
    {
        var found = await Task.WhenAll(probes.Select(run => run.RunAsync(Ct)));
        record.Add(new ProbeRound([.. found[0].Select(Result)], [.. found[1].Select(Result)]));
        Look(0);
        Look(1);
        if (edge is not null)
        {
            record.Add(await new ReadEdges(http, null).RunAsync([edge], Ct), TimeProvider.System.GetUtcNow());
        }
    }

    /// <summary>What the judge says of all of it.</summary>
    public Verdict Judge(CanaryLimits limits) => JudgeCanary.Run(record.Read(TimeProvider.System.GetUtcNow()), limits);

    public void Dispose()
    {
        http.Dispose();
        Array.ForEach(targets, target => target.Dispose());
    }

    private void Look(int server)
    {
        var (at, process) = (TimeProvider.System.GetUtcNow(), servers.Servers[server]);
        var sample = process.IsRunning ? ReadProcesses.Read([process.Id], at) : null;
        record.Add(server == 0, new ReadinessLook(at, sample is not null, []), sample, sample is null ? 1 : 0);
    }

    private static ProbeResult Result(ProbeReport report) =>
        new(report.Probe, report.At, report.Took, report.Failure?.Reason) { IsRare = report.IsRare };
}
