namespace Everlatch.Release.Canary.Statistics;

/// <summary>The standard normal distribution.</summary>
internal static class Normal
{
    // Where the series begins to lose digits to the fraction.
    private const double FractionFrom = 3;
    private const int FractionDepth = 60;
    private const int MostTerms = 200;

    /// <summary>The probability of more than this.</summary>
    public static double Above(double z) => z switch
    {
        double.NaN => double.NaN,
        < 0 => 1 - Above(-z),
        < FractionFrom => 0.5 - Series(z),
        _ => Fraction(z),
    };

    private static double Density(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);

    // What lies between 0 and z: φ(z) · (z + z³/3 + z⁵/15 + …).
    private static double Series(double z)
    {
        var (term, sum) = (z, z);
        for (var n = 3; n < MostTerms && term > sum * 1e-17; n += 2)
        {
            term *= z * z / n;
            sum += term;
        }

        return Density(z) * sum;
    }

    // Laplace's continued fraction: φ(z) / (z + 1/(z + 2/(z + 3/(z + …)))).
    private static double Fraction(double z)
    {
        var bottom = z;
        for (var n = FractionDepth; n > 0; n--)
        {
            bottom = z + (n / bottom);
        }

        return Density(z) / bottom;
    }
}
