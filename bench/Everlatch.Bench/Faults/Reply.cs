namespace Everlatch.Bench.Faults;

/// <summary>What a request came to.</summary>
/// <param name="Status">The status; 0 when no answer came.</param>
/// <param name="Body">The text of the answer, or why there was none.</param>
/// <param name="Cookies">What the answer set.</param>
internal sealed record Reply(int Status, string Body, IReadOnlyList<string> Cookies)
{
    /// <summary>Nobody answered.</summary>
    public static Reply None(string why) => new(0, why, []);
}
