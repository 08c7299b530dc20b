namespace Everlatch.Watch.Probes;

/// <summary>Runs every probe at one target, one after the other, and remembers between two rounds what they left there.</summary>
public sealed class RunProbes(ProbeTarget target, ProbeCredentials credentials, TimeProvider clock)
{
    private readonly ProbeMemory memory = new();
    private readonly IProbe[] probes = [.. Good, new WrongPasswordProbe(clock)];

    /// <summary>Probes that come as often as rounds do.</summary>
    private static IProbe[] Good =>
        [new DocumentsProbe(), new MachineTokenProbe(), new IntrospectionProbe(), new SignInProbe(), new RefreshProbe()];

    /// <summary>
    /// Whether what should be refused is tried too, now and then: from many places at once it would lock an account.
    /// </summary>
    public bool TriesWrong { get; init; } = true;

    /// <summary>One round. A probe whose turn it is not, or that has nothing to go on from, has no report.</summary>
    public async Task<IReadOnlyList<ProbeReport>> RunAsync(CancellationToken ct)
    {
        var reports = new List<ProbeReport>();
        foreach (var probe in probes.Where(probe => TriesWrong || !probe.IsRare))
        {
            var report = await RunAsync(probe, ct);
            if (report.Steps.Count > 0)
            {
                reports.Add(report);
            }
        }

        return reports;
    }

    private async Task<ProbeReport> RunAsync(IProbe probe, CancellationToken ct)
    {
        var visit = new ProbeVisit(target, credentials, memory, clock);
        var at = clock.GetUtcNow();
        ProbeFailure? failure = null;
        try
        {
            await probe.RunAsync(visit, ct);
        }
        catch (ProbeFailedException e)
        {
            failure = e.Failure;
        }

        return new ProbeReport(probe.Name, target.Name, at, visit.Steps, failure) { IsRare = probe.IsRare };
    }
}
