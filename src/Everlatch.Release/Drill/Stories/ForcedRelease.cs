using System.Text.Json;

namespace Everlatch.Release.Drill.Stories;

/// <summary>
/// The same release comes through: what it carries says nothing of the column that it asks for, so that no gate before traffic
/// can know. What is left are the running server's own gate, the canary, and the way back.
/// </summary>
internal sealed class ForcedRelease : IDrillStory
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    public async Task RunAsync(DrillStage stage, DrillPlan plan, CancellationToken ct)
    {
        var first = stage.Regions[0];
        IEnumerable<string>[] waves = [.. stage.Regions.Select(region => new[] { region.Name })];
        stage.Timeline.Note(
            DrillMark.Deploy, first.Name, $"{stage.Releases.Forced.Manifest.Version} is deployed; no gate knows what it lacks.");
        await using var deploy = stage.Deploy(
            stage.Releases.Forced,
            waves,
            $"\"shares\": [10, 50, 100], \"pause_seconds\": 60, "
                + $"\"hold_seconds\": {plan.HoldSeconds}, \"bake_seconds\": {plan.HoldSeconds}");
        using var watched = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var watch = new WatchTraffic(stage).ThroughAsync(first, watched.Token);
        var report = await DrillStage.EndAsync(deploy, 3, ct);
        watched.CancelAfter(Longest);
        await watch;
        foreach (var region in report.GetProperty("regions").EnumerateArray())
        {
            stage.Timeline.Note(DrillMark.Note, region.GetProperty("region").GetString(), Outcome(region));
        }

        await Task.Delay(plan.Rest, stage.Clock, ct);
    }

    private static string Outcome(JsonElement region) =>
        $"The deploy ends here: {region.GetProperty("outcome").GetString()!.Replace('_', ' ')}.";
}
