namespace Everlatch.Release.Canary;

/// <summary>Something that a rule saw.</summary>
/// <param name="Weight">What it means.</param>
/// <param name="Rule">The rule, such as <c>latency</c>.</param>
/// <param name="Text">A sentence with the figures.</param>
public sealed record Finding(Weight Weight, string Rule, string Text)
{
    /// <summary>The figure of the canary; null where the sentence has none.</summary>
    public double? Canary { get; init; }

    /// <summary>The figure of the baseline.</summary>
    public double? Baseline { get; init; }

    /// <summary>How probable it is that two equal releases differ like that.</summary>
    public double? Probability { get; init; }
}
