using Everlatch.Release.Canary.Statistics;
using Everlatch.Release.Tests.Canary.Simulation;
using Perfolizer.Mathematics.SignificanceTesting.Base;
using Perfolizer.Mathematics.SignificanceTesting.MannWhitney;
using Perfolizer.Metrology;
using Pragmastat;

namespace Everlatch.Release.Tests.Canary.Statistics;

/// <summary>Beside an implementation that others wrote.</summary>
public sealed class RanksTests
{
    [Fact]
    public void Single_values_come_out_as_they_do_elsewhere()
    {
        for (var seed = 0u; seed < 40; seed++)
        {
            var dice = new Dice(seed);
            var slower = 1 + (seed % 4 * 0.1);
            var ours = Enumerable.Range(0, 40 + dice.Below(60)).Select(_ => dice.LogNormal(0.5) * slower).ToArray();
            var theirs = Enumerable.Range(0, 40 + dice.Below(60)).Select(_ => dice.LogNormal(0.5)).ToArray();

            var elsewhere = MannWhitneyTest.Instance.Perform(
                new Sample(ours), new Sample(theirs), AlternativeHypothesis.Greater, Threshold.Zero);

            Assert.Equal((double)elsewhere.PValue, Ranks.Greater(Once(ours), Once(theirs)), 0.005);
        }
    }

    [Fact]
    public void A_histogram_is_its_values()
    {
        var dice = new Dice(7);
        var ours = Enumerable.Range(0, 500).Select(_ => (double)dice.Below(9)).ToArray();
        var theirs = Enumerable.Range(0, 400).Select(_ => (double)dice.Below(8)).ToArray();

        Assert.Equal(Ranks.Greater(Once(ours), Once(theirs)), Ranks.Greater(Counted(ours), Counted(theirs)), 1e-12);
    }

    [Fact]
    public void Nothing_compares_to_nothing_and_equals_are_no_difference()
    {
        Assert.Equal(double.NaN, Ranks.Greater([], Once([1, 2])));
        Assert.Equal(double.NaN, Ranks.Greater(Once([1, 2]), []));
        Assert.Equal(1, Ranks.Greater(Once([1, 1, 1]), Once([1, 1])));
    }

    private static Weighted[] Once(double[] values) => [.. values.Select(value => new Weighted(value, 1))];

    private static Weighted[] Counted(double[] values) =>
        [.. values.GroupBy(value => value).Select(same => new Weighted(same.Key, same.Count()))];
}
