namespace Everlatch.Release.Drill.Stories;

/// <summary>How a bad release is brought, and what is done about it.</summary>
internal interface IDrillStory
{
    /// <summary>Plays it.</summary>
    /// <exception cref="ReleaseException">A part of the drill failed, so that it shows nothing.</exception>
    Task RunAsync(DrillStage stage, DrillPlan plan, CancellationToken ct);
}
