using System.Text.Json;
using Everlatch.Release.Drill.Machines;
using Everlatch.Release.Drill.Releases;
using Everlatch.Schema;

namespace Everlatch.Release.Drill.Stories;

/// <summary>
/// The incident: of two runs of the pipeline that overlap one stands still in the middle and is cancelled, and its migration
/// is on record as done and did not run. The gates know what the release needs.
/// </summary>
internal sealed class SkippedMigration : IDrillStory
{
    // Everlatch's own runner records a step together with what it does. What that day's system believed is written here by hand.
    private static readonly string Believe =
        $"""
        insert into schema_ledger (step, sha256, phase, release, who, host, pid, started_at, finished_at, state, planned)
        values ('{RehearsedSchema.StepName}', '[sha]', 'expand', '[release]', 'a job that was skipped', 'elsewhere', 1,
            [now], [now], 'done', 0)
        """;

    private static readonly string Forget = $"delete from schema_ledger where step = '{RehearsedSchema.StepName}'";

    /// <inheritdoc />
    public async Task RunAsync(DrillStage stage, DrillPlan plan, CancellationToken ct)
    {
        IEnumerable<string>[] together = [stage.Regions.Select(region => region.Name)];
        var policy = $"\"judge\": \"health\", \"hold_seconds\": {plan.HoldSeconds}, \"bake_seconds\": {plan.HoldSeconds}";
        await RaceAsync(stage, together, policy, ct);
        await BelieveAsync(stage, ct);
        await RefusedAsync(stage, together, policy, ct);
        await Task.Delay(plan.Rest, stage.Clock, ct);
        await MendAsync(stage, together, policy, ct);
    }

    private static async Task RaceAsync(
        DrillStage stage, IEnumerable<string>[] together, string policy, CancellationToken ct)
    {
        await using var one = stage.Deploy(stage.Releases.Next, together, policy);
        await using var other = stage.Deploy(stage.Releases.Next, together, policy);
        stage.Timeline.Note(DrillMark.Note, null, "Two runs of the pipeline begin at once.");
        var first = await FirstAsync(one, other, stage.Clock, ct);
        first.Freeze();
        stage.Timeline.Note(DrillMark.Note, null, "The one that has the turn stands still before its migration.");
        var report = await DrillStage.EndAsync(first == one ? other : one, 1, ct);
        stage.Timeline.Note(DrillMark.Note, null, $"The other one is refused: {SaidLast(report.GetProperty("regions")[0])}");
        first.Kill();
        stage.Timeline.Note(DrillMark.Note, null, "The first one is cancelled: nothing of it is cleaned up.");
        await stage.QuietAsync(ct);
    }

    // Only one of both gets so far; the other one has ended by then, or will.
    private static async Task<DrillProcess> FirstAsync(
        DrillProcess one, DrillProcess other, TimeProvider clock, CancellationToken ct)
    {
        const string Reached = "\"step\":\"lint\",\"state\":\"begun\"";
        while (true)
        {
            if (one.Says(Reached))
            {
                return one;
            }

            if (other.Says(Reached))
            {
                return other;
            }

            if (one.HasEnded && other.HasEnded)
            {
                throw new ReleaseException(
                    "EL2090", $"No deploy of the drill came to its migration:\n{one.LastWords}\n{other.LastWords}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), clock, ct);
        }
    }

    private static async Task BelieveAsync(DrillStage stage, CancellationToken ct)
    {
        var migration = stage.Releases.Next.Schema.MigrationsOf(SchemaEngine.Postgres)[^1];
        var sql = Believe.Replace("[sha]", migration.Sha256, StringComparison.Ordinal)
            .Replace("[release]", stage.Releases.Next.Manifest.Version, StringComparison.Ordinal)
            .Replace("[now]", $"{stage.Clock.GetUtcNow().ToUnixTimeMilliseconds()}", StringComparison.Ordinal);
        foreach (var region in stage.Regions)
        {
            await DrillDatabases.SendAsync(region.Database, sql, ct);
        }

        stage.Timeline.Note(
            DrillMark.Note, null, $"On record {migration.Step} is done, in every region. It ran in none.");
    }

    private static async Task RefusedAsync(
        DrillStage stage, IEnumerable<string>[] together, string policy, CancellationToken ct)
    {
        foreach (var region in stage.Regions)
        {
            stage.Timeline.Note(DrillMark.Deploy, region.Name, $"{stage.Releases.Next.Manifest.Version} is deployed again.");
        }

        await using var deploy = stage.Deploy(stage.Releases.Next, together, policy);
        using var watched = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var watch = new WatchTraffic(stage).UntilMovedAsync(watched.Token);
        await Task.WhenAll(stage.Regions.Select(region => NoteRefusalAsync(stage, deploy, region.Name, ct)));
        await DrillStage.EndAsync(deploy, 3, ct);
        await watched.CancelAsync();
        await watch;
    }

    // As soon as the controller says so, and not only when it has ended.
    private static async Task NoteRefusalAsync(DrillStage stage, DrillProcess deploy, string region, CancellationToken ct)
    {
        var line = await deploy.SaysAsync($"{{\"region\":\"{region}\",\"step\":\"look\",\"state\":\"refused\"", ct);
        using var step = JsonDocument.Parse(line);
        stage.Timeline.Note(DrillMark.Refused, region, Said(step.RootElement));
    }

    private static async Task MendAsync(
        DrillStage stage, IEnumerable<string>[] together, string policy, CancellationToken ct)
    {
        foreach (var region in stage.Regions)
        {
            await DrillDatabases.SendAsync(region.Database, Forget, ct);
        }

        stage.Timeline.Note(DrillMark.Note, null, "The record is mended, and the same release is deployed again.");
        await using var deploy = stage.Deploy(stage.Releases.Next, together, policy);
        await DrillStage.EndAsync(deploy, 0, ct);
        foreach (var region in stage.Regions)
        {
            stage.Timeline.Note(
                DrillMark.Mended, region.Name, $"{stage.Releases.Next.Manifest.Version} is live: its migration ran.");
        }
    }

    private static string SaidLast(JsonElement region) => Said(region.GetProperty("steps").EnumerateArray().Last());

    private static string Said(JsonElement step) =>
        $"{step.GetProperty("id").GetString()}: {step.GetProperty("said").GetString()}";
}
