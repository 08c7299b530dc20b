using CsCheck;

namespace Everlatch.Release.Tests.Canary.Simulation;

/// <summary>Chance that a seed repeats.</summary>
internal sealed class Dice(uint seed)
{
    private readonly PCG pcg = new(seed, 1234567);

    /// <summary>Between 0 and 1, neither of them.</summary>
    public double Part() => (pcg.Next() + 0.5) / 4294967296;

    public bool Hits(double probability) => Part() < probability;

    public int Below(int bound) => (int)pcg.Next((uint)bound);

    public double Normal() => Math.Sqrt(-2 * Math.Log(Part())) * Math.Cos(2 * Math.PI * Part());

    /// <summary>Around 1, always above 0.</summary>
    public double LogNormal(double spread) => Math.Exp(Normal() * spread);

    /// <summary>At least 1, with a heavy tail: the smaller alpha, the heavier.</summary>
    public double Pareto(double alpha) => Math.Pow(Part(), -1 / alpha);

    public int Poisson(double mean)
    {
        if (mean > 50)
        {
            return Math.Max(0, (int)Math.Round(mean + (Normal() * Math.Sqrt(mean))));
        }

        var (count, left) = (0, Math.Exp(-mean));
        for (var product = Part(); product > left; product *= Part())
        {
            count++;
        }

        return count;
    }
}
