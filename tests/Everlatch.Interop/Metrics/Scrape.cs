using System.Globalization;
using System.Text.RegularExpressions;

namespace Everlatch.Interop.Metrics;

/// <summary>What a scraper reads at one moment (the text format of Prometheus, version 0.0.4).</summary>
internal sealed partial class Scrape(string text)
{
    // The exporter's own, and the bounds of a histogram's buckets.
    private static readonly string[] Technical = ["otel_scope_name", "le"];

    private readonly Sample[] samples = [.. Line().Matches(text).Select(Sample.Of)];

    /// <summary>The type of a family; null when it is not there.</summary>
    public string? TypeOf(string family) =>
        Regex.Match(text, $"^# TYPE {family} (\\w+)\r?$", RegexOptions.Multiline) is { Success: true } line
            ? line.Groups[1].Value
            : null;

    /// <summary>The labels that samples of a family have, in order.</summary>
    public IEnumerable<string> LabelsOf(string family) =>
        samples
            .Where(sample => sample.Name == family || sample.Name == family + "_count")
            .SelectMany(sample => sample.Labels.Keys)
            .Except(Technical)
            .Order(StringComparer.Ordinal);

    /// <summary>The value of the one sample that has these labels; 0 when there is none.</summary>
    public double ValueOf(string name, params (string Label, string Value)[] labels) =>
        samples
            .Where(
                sample => sample.Name == name && labels.All(label => sample.Labels.GetValueOrDefault(label.Label) == label.Value))
            .Select(sample => sample.Value)
            .SingleOrDefault();

    [GeneratedRegex(@"^(?<name>\w+)(\{(?<labels>[^}]*)\})? (?<value>\S+)", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex("(?<name>\\w+)=\"(?<value>[^\"]*)\"")]
    private static partial Regex Label();

    private sealed record Sample(string Name, IReadOnlyDictionary<string, string> Labels, double Value)
    {
        public static Sample Of(Match line) => new(
            line.Groups["name"].Value,
            Label().Matches(line.Groups["labels"].Value)
                .ToDictionary(label => label.Groups["name"].Value, label => label.Groups["value"].Value, StringComparer.Ordinal),
            double.Parse(line.Groups["value"].Value, CultureInfo.InvariantCulture));
    }
}
