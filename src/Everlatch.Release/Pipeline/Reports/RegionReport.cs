namespace Everlatch.Release.Pipeline.Reports;

/// <summary>What a release came to in a region, step by step.</summary>
/// <param name="Region">The region.</param>
/// <param name="Outcome">What it came to.</param>
/// <param name="Steps">Its steps, as far as it came.</param>
public sealed record RegionReport(string Region, RegionOutcome Outcome, IReadOnlyList<StepReport> Steps);
