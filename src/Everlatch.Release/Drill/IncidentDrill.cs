using System.Security.Cryptography;
using Everlatch.Release.Builds;
using Everlatch.Release.Drill.Machines;
using Everlatch.Release.Drill.Releases;
using Everlatch.Release.Drill.Stories;
using Everlatch.Release.Drill.Traffic;
using Everlatch.Schema.Statements;

namespace Everlatch.Release.Drill;

/// <summary>Replays the incident: two regions with real databases, nodes, servers and edges, and people who use them.</summary>
/// <param name="program">The running program.</param>
/// <param name="statements">What it sends to PostgreSQL.</param>
/// <param name="clients">Makes people.</param>
/// <param name="clock">Waits and measures.</param>
public sealed class IncidentDrill(
    DrillProgram program, IReadOnlyList<SchemaStatement> statements, IDrillClients clients, TimeProvider clock)
{
    // In the order in which they were hit that day.
    private static readonly string[] Names = ["us", "eu"];
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);

    /// <summary>Plays it.</summary>
    /// <param name="plan">How.</param>
    /// <param name="postgres">Connection string of a server where databases may be made; null for one of the drill's own.</param>
    /// <param name="tell">Is told of each moment as it happens.</param>
    /// <param name="ct">Ends it early: nothing of it stays.</param>
    /// <exception cref="ReleaseException">A part of the drill did not come up or failed, so that it shows nothing.</exception>
    public async Task<DrillReport> RunAsync(DrillPlan plan, string? postgres, Action<DrillMoment> tell, CancellationToken ct)
    {
        // Sockets have short paths. Another user runs PostgreSQL below it, and finds nothing that it may read.
        var root = DrillFolder.MakeRoot($"/tmp/everlatch-{RandomNumberGenerator.GetHexString(6, lowercase: true)}");
        try
        {
            await using var own = postgres is null
                ? await PrivatePostgres.StartAsync(Path.Combine(root.FullName, "postgres"), clock, ct)
                : null;
            await using var databases = new DrillDatabases(postgres ?? own!.Connection, isKept: own is null);
            return await RunAsync(plan, root.FullName, databases, new DrillTimeline(clock, tell), ct);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    private async Task<DrillReport> RunAsync(
        DrillPlan plan, string root, DrillDatabases databases, DrillTimeline timeline, CancellationToken ct)
    {
        using var key = SigningKey.Create(Path.Combine(root, "release.key"));
        timeline.Note(DrillMark.Note, null, "Two regions and the releases are made.");
        var making = new MakeDrillReleases(program.Folder, statements, key)
            .RunAsync(Directory.CreateDirectory(Path.Combine(root, "releases")).FullName, databases.Server, ct);
        var regions = new List<DrillRegion>();
        try
        {
            var starting = new List<Task<DrillRegion>>();
            foreach (var name in Names)
            {
                starting.Add(DrillRegion.StartAsync(
                    program, name, Path.Combine(root, name), await databases.MakeAsync(name, ct),
                    Path.Combine(root, "release.key.pub"), plan.MinRuns, clock, ct));
            }

            await AddAllAsync(regions, starting);
            var stage = new DrillStage(
                program, root, Path.Combine(root, "release.key.pub"), await making, regions, timeline, clock);
            return await PlayAsync(plan, stage, ct);
        }
        finally
        {
            foreach (var region in regions)
            {
                await region.DisposeAsync();
            }

            await ((Task)making).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // All that started, also when another did not: somebody has to end them.
    private static async Task AddAllAsync(List<DrillRegion> regions, List<Task<DrillRegion>> starting)
    {
        await ((Task)Task.WhenAll(starting)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var started in starting.Where(start => start.IsCompletedSuccessfully))
        {
            regions.Add(await started);
        }

        await Task.WhenAll(starting);
    }

    private async Task<DrillReport> PlayAsync(DrillPlan plan, DrillStage stage, CancellationToken ct)
    {
        await using (var deploy = stage.Deploy(
            stage.Releases.Current, [Names], "\"judge\": \"health\", \"hold_seconds\": 0, \"bake_seconds\": 0"))
        {
            await DrillStage.EndAsync(deploy, 0, ct);
        }

        await Task.WhenAll(stage.Regions.Select(region => region.OpenAsync(ct)));
        stage.Timeline.Note(
            DrillMark.Note, null, $"{stage.Releases.Current.Manifest.Version} serves in every region, and people come.");
        var begun = clock.GetUtcNow();
        IReadOnlyList<DrillRequest> requests;
        var traffic = DriveTraffic.Start(clients, stage.Regions, plan.Clients, plan.Every, clock);
        await using (traffic)
        {
            await Task.Delay(plan.Rest, clock, ct);
            IDrillStory story = plan.Gates ? new SkippedMigration() : new ForcedRelease();
            await story.RunAsync(stage, plan, ct);
            await Task.Delay(Settling, clock, ct);
        }

        requests = traffic.Requests;
        var judge = new JudgeDrill(stage.Timeline.Moments, requests, Names);
        return new DrillReport
        {
            Plan = plan,
            Current = stage.Releases.Current.Manifest.Version,
            Next = stage.Releases.Next.Manifest.Version,
            Regions = Names,
            Begun = begun,
            Ended = clock.GetUtcNow(),
            Moments = stage.Timeline.Moments,
            Requests = requests,
            Goals = plan.Gates ? judge.WithGates() : judge.WithoutGates(),
        };
    }
}
