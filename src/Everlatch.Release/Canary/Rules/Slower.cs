using Everlatch.Release.Canary.Statistics;

namespace Everlatch.Release.Canary.Rules;

/// <summary>How much longer something takes at the canary, in milliseconds.</summary>
/// <param name="Part">At which part of all: 0.5 is the median.</param>
/// <param name="Canary">The canary's time.</param>
/// <param name="Baseline">The baseline's.</param>
internal readonly record struct Slower(double Part, double Canary, double Baseline)
{
    private static readonly double[] Parts = [0.5, 0.75, 0.9];

    /// <summary>The largest shift that matters; null when none does.</summary>
    public static Slower? Of(IEnumerable<Weighted> canary, IEnumerable<Weighted> baseline, double percent, double milliseconds)
    {
        var (ours, theirs) = (new Quantiles(canary), new Quantiles(baseline));
        return Parts.Select(part => new Slower(part, ours.At(part), theirs.At(part)))
            .Where(shift => shift.Exceeds(percent, milliseconds))
            .Select(shift => (Slower?)shift)
            .MaxBy(shift => shift!.Value.Canary / shift.Value.Baseline);
    }

    /// <summary>The shift at one part of all.</summary>
    public static Slower At(double part, IEnumerable<Weighted> canary, IEnumerable<Weighted> baseline) =>
        new(part, new Quantiles(canary).At(part), new Quantiles(baseline).At(part));

    /// <summary>Whether it matters: both limits are exceeded. Of nothing there is no shift.</summary>
    public bool Exceeds(double percent, double milliseconds) =>
        Canary - Baseline > Math.Max(milliseconds, Baseline * percent / 100);

    /// <inheritdoc />
    public override string ToString() =>
        $"{Part:P0} took up to {Canary:F1} ms at the canary and {Baseline:F1} ms at the baseline";
}
