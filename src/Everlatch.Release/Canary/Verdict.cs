namespace Everlatch.Release.Canary;

/// <summary>What a canary's figures mean.</summary>
/// <param name="Findings">All that was seen, remarks too.</param>
public abstract record Verdict(IReadOnlyList<Finding> Findings)
{
    /// <summary>What the verdict follows from.</summary>
    public IEnumerable<Finding> Reasons => Findings.Where(finding => finding.Weight == Weight);

    /// <summary>The weight of its reasons.</summary>
    protected abstract Weight Weight { get; }

    /// <summary>The verdict that follows from findings: one that fails is enough, and so is one that pauses.</summary>
    public static Verdict Of(IReadOnlyList<Finding> findings) => findings.Max(finding => (Weight?)finding.Weight) switch
    {
        Weight.Fails => new Fail(findings),
        Weight.Remark => new Pass(findings),
        _ => new Pause(findings),
    };

    /// <summary>The verdict on a release that several regions judged: one that it fails is enough.</summary>
    public static Verdict Of(IReadOnlyDictionary<string, Verdict> regions) =>
        Of(
        [
            .. from region in regions
               from finding in region.Value.Findings.DefaultIfEmpty(new Finding(Weight.Pauses, "samples", "Nothing was seen."))
               select finding with { Text = $"{region.Key}: {finding.Text}" },
        ]);

    /// <summary>No worse than the old release, by figures enough.</summary>
    public sealed record Pass(IReadOnlyList<Finding> Findings) : Verdict(Findings)
    {
        /// <inheritdoc />
        protected override Weight Weight => Weight.Remark;
    }

    /// <summary>Worse, and not by chance.</summary>
    public sealed record Fail(IReadOnlyList<Finding> Findings) : Verdict(Findings)
    {
        /// <inheritdoc />
        protected override Weight Weight => Weight.Fails;
    }

    /// <summary>Nobody can say: too few figures, or something is wrong that is not the release's.</summary>
    public sealed record Pause(IReadOnlyList<Finding> Findings) : Verdict(Findings)
    {
        /// <inheritdoc />
        protected override Weight Weight => Weight.Pauses;
    }
}
