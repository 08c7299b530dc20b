namespace Everlatch.Release.Pipeline.Steps;

/// <summary>What the steps read that try a release's migrations on a copy of a region's schema.</summary>
internal static class SchemaInputs
{
    /// <summary>The release, and the live schema as it is now.</summary>
    public static StepInputs Of(RegionRun run) => StepInputs.Of(("release", run.Release.Digest), ("schema", run.LiveSchema));
}
