using System.Text.RegularExpressions;

namespace Everlatch.Testing;

/// <summary>One metric as docs/operations/metrics.md lists it.</summary>
/// <param name="Family">Its name in Prometheus.</param>
/// <param name="Instrument">Its name in the code.</param>
/// <param name="Type">counter, gauge or histogram.</param>
/// <param name="Unit">Its unit as the code says it; empty for none.</param>
/// <param name="Labels">Its labels.</param>
public sealed partial record ListedMetric(
    string Family, string Instrument, string Type, string Unit, IReadOnlyList<string> Labels)
{
    private const string Page = "docs/operations/metrics.md";

    /// <summary>Everything that the page lists.</summary>
    public static IReadOnlyList<ListedMetric> All() =>
    [
        .. Row().Matches(File.ReadAllText(Checkout.PathOf(Page))).Select(row => new ListedMetric(
            row.Groups["family"].Value,
            row.Groups["instrument"].Value,
            row.Groups["type"].Value,
            row.Groups["unit"].Value,
            [.. Label().Matches(row.Groups["labels"].Value).Select(label => label.Groups["name"].Value)])),
    ];

    [GeneratedRegex(
        @"^\| `(?<family>\w+)` \| `(?<instrument>[\w.]+)` \| (?<type>\w+) \| (none|`(?<unit>[^`]+)`) \| (?<labels>[^|]+) \|",
        RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Label();
}
