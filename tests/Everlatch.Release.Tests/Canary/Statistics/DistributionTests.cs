using Everlatch.Release.Canary.Statistics;

namespace Everlatch.Release.Tests.Canary.Statistics;

/// <summary>Figures that can be looked up or counted by hand.</summary>
public sealed class DistributionTests
{
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1.2815515655446004, 0.1)]
    [InlineData(-1.2815515655446004, 0.9)]
    [InlineData(2.999999999, 0.0013498980360)]
    [InlineData(3.000000001, 0.0013498980272)]
    [InlineData(6, 9.865876450377e-10)]
    public void The_normal_tail_is_the_tables(double z, double above) => Assert.Equal(1, Normal.Above(z) / above, 1e-8);

    // The lady who tasted tea: all four of eight (Fisher, 1935).
    [Fact]
    public void Fishers_test_counts_the_tables() => Assert.Equal(1 / 70d, Counts.Greater(4, 4, 0, 4), 1e-12);

    [Fact]
    public void Of_large_counts_it_is_what_the_normal_says()
    {
        var exact = Counts.Greater(1100, 100_000, 1000, 100_000);
        var z = (1099.5 - 1050) / Math.Sqrt(100_000d * 100_000 * 2100 * (200_000 - 2100) / (200_000d * 200_000 * 199_999));
        Assert.Equal(1, exact / Normal.Above(z), 0.01);
    }

    [Fact]
    public void A_coin_is_a_coin() => Assert.Equal(56 / 1024d, Counts.AtLeast(8, 10, 0.5), 1e-12);

    [Fact]
    public void Nothing_seen_is_no_number()
    {
        Assert.Equal(double.NaN, Counts.Greater(0, 0, 1, 10));
        Assert.Equal(double.NaN, Counts.AtLeast(1, 2, double.NaN));
        Assert.Equal(double.NaN, Trend.Of([(0, 1), (0, 2), (0, 3)]).PerSecond);
        Assert.Equal(double.NaN, new Quantiles([]).At(0.5));
    }

    [Fact]
    public void A_line_is_a_trend_and_a_step_is_none()
    {
        var line = Trend.Of([.. Enumerable.Range(0, 500).Select(n => ((double)n, (n * 2d) + (n % 7)))]);
        var step = Trend.Of([.. Enumerable.Range(0, 500).Select(n => ((double)n, (n < 150 ? 0d : 1000) + (n % 7)))]);

        Assert.Equal(2, line.PerSecond, 0.05);
        Assert.InRange(line.Probability, 0, 1e-9);
        Assert.InRange(step.PerSecond, -0.1, 0.1);
    }

    [Fact]
    public void A_quantile_lies_between_its_neighbours()
    {
        var quantiles = new Quantiles([new(10, 2), new(30, 1), new(20, 1)]);

        double[] parts = [0.1, 0.4375, 0.625, 1];
        Assert.Equal([10, 15, 20, 30], parts.Select(part => Math.Round(quantiles.At(part), 9)));
    }
}
