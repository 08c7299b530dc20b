namespace Everlatch.Bench.Faults;

/// <summary>The rows of the matrix.</summary>
internal static class AllFaults
{
    // What a standby cannot do: whoever manages waits for a primary.
    private static readonly Flow[] Writes = [Flow.Write];
    private static readonly Flow[] PerUser = [Flow.Write, Flow.SignIn, Flow.Refresh, Flow.Userinfo];
    private static readonly Flow[] NeedsJournal = [Flow.Write, Flow.SignIn, Flow.Refresh];

    // What only a region's servers answer: everything but documents, which every edge has.
    private static readonly Flow[] NeedsServers =
    [
        Flow.Machine, Flow.Introspection, Flow.Userinfo, Flow.SignIn, Flow.Refresh, Flow.Write, Flow.Domain, Flow.EuAtUs,
    ];

    public static IReadOnlyList<Fault> List { get; } =
    [
        new("server-killed", r => r.Servers[0].KillAsync(), r => Now(r.Servers[0].Start)),
        new("server-frozen", r => r.Servers[0].FreezeAsync(), r => r.Servers[0].ThawAsync()),
        new("edge-killed", r => r.Edges[0].KillAsync(), r => Now(r.Edges[0].Start)),
        new("edge-frozen", r => r.Edges[0].FreezeAsync(), r => r.Edges[0].ThawAsync()),
        new("primary-killed", r => r.Databases.Primary.CrashAsync(), r => r.Databases.Primary.ReviveAsync())
        {
            Unpromised = Writes,
        },
        new("primary-frozen", r => r.Databases.Primary.FreezeAsync(), r => r.Databases.Primary.ThawAsync())
        {
            Unpromised = Writes,
        },
        new("primary-slow", r => Now(() => r.Databases.ToPrimary.Slow(Latency)), r => Now(r.Databases.ToPrimary.Mend)),
        new("primary-cut-off", r => Now(r.Databases.ToPrimary.Stall), r => Now(r.Databases.ToPrimary.Mend))
        {
            Unpromised = Writes,
        },
        new("standby-killed", r => r.Databases.Standby.StopAsync(), r => r.Databases.Standby.ReviveAsync()),
        new("standby-frozen", r => r.Databases.Standby.FreezeAsync(), r => r.Databases.Standby.ThawAsync()),
        new("databases-killed", KillBothAsync, ReviveBothAsync) { Unpromised = PerUser },
        new("databases-cut-off", r => Now(() => CutOff(r)), r => Now(() => Mend(r))) { Unpromised = PerUser },
        new("eu-servers-killed", r => Task.WhenAll(r.Servers.Select(one => one.KillAsync())), StartServersAsync)
        {
            Unpromised = NeedsServers,
        },
        new("us-killed", r => Task.WhenAll(r.UsServer.KillAsync(), r.UsEdge.KillAsync()), StartUsAsync)
        {
            Unpromised = [Flow.UsAtEu, Flow.EuAtUs],
        },
        new("dns-silent", r => r.Dns.FreezeAsync(), r => r.Dns.ThawAsync()) { Meanwhile = Meanwhile.ClaimDomainAsync },
        new("acme-silent", r => r.Authority.FreezeAsync(), r => r.Authority.ThawAsync())
        {
            Meanwhile = Meanwhile.OrderCertificateAsync,
        },
        new("smtp-silent", r => Now(r.ToMail.Stall), r => Now(r.ToMail.Mend)) { Meanwhile = Meanwhile.ForgetPasswordsAsync },
        new("journal-disk-full", FillDiskAsync, EmptyDiskAsync) { Unpromised = NeedsJournal },
    ];

    private static TimeSpan Latency { get; } = TimeSpan.FromMilliseconds(100);

    private static Task Now(Action act)
    {
        act();
        return Task.CompletedTask;
    }

    private static async Task KillBothAsync(TwoRegions regions)
    {
        await regions.Databases.Primary.CrashAsync();
        await regions.Databases.Standby.StopAsync();
    }

    private static async Task ReviveBothAsync(TwoRegions regions)
    {
        await regions.Databases.Primary.ReviveAsync();
        await regions.Databases.Standby.ReviveAsync();
    }

    private static void CutOff(TwoRegions regions)
    {
        regions.Databases.ToPrimary.Stall();
        regions.Databases.ToStandby.Stall();
    }

    private static void Mend(TwoRegions regions)
    {
        regions.Databases.ToPrimary.Mend();
        regions.Databases.ToStandby.Mend();
    }

    private static Task StartServersAsync(TwoRegions regions)
    {
        Array.ForEach(regions.Servers, one => one.Start());
        return Task.CompletedTask;
    }

    private static Task StartUsAsync(TwoRegions regions)
    {
        regions.UsServer.Start();
        regions.UsEdge.Start();
        return Task.CompletedTask;
    }

    // The journal is what the servers write to while the primary is away.
    private static Task FillDiskAsync(TwoRegions regions)
    {
        regions.Disk.Fill();
        regions.Databases.ToPrimary.Stall();
        return Task.CompletedTask;
    }

    private static Task EmptyDiskAsync(TwoRegions regions)
    {
        regions.Disk.Empty();
        regions.Databases.ToPrimary.Mend();
        return Task.CompletedTask;
    }
}
