using System.Globalization;

namespace Everlatch.Bench.Faults;

/// <summary>What a flow saw of a fault.</summary>
/// <param name="Asked">Its requests.</param>
/// <param name="Failed">How many failed how.</param>
/// <param name="Gap">The longest time without a good answer.</param>
/// <param name="Back">From the fault's end to the first good answer after the last bad one; null if it never came.</param>
internal sealed record FlowReport(int Asked, IReadOnlyList<string> Failed, TimeSpan Gap, TimeSpan? Back)
{
    private static readonly TimeSpan Noticed = TimeSpan.FromSeconds(2);

    /// <summary>As a cell.</summary>
    public override string ToString()
    {
        var words = new List<string> { Asked.ToString(CultureInfo.InvariantCulture) };
        words.AddRange(Failed);
        if (Failed.Count > 0 || Gap > Noticed)
        {
            words.Add($"gap {Seconds(Gap)}");
        }

        if (Failed.Count > 0 && Back != TimeSpan.Zero)
        {
            words.Add(Back is { } back ? $"back {Seconds(back)}" : "**not back**");
        }

        return string.Join(", ", words);
    }

    /// <summary>Seconds as text.</summary>
    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";
}
