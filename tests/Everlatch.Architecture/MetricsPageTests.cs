using System.Text.RegularExpressions;
using Everlatch.Testing;

namespace Everlatch.Architecture;

/// <summary>docs/operations/metrics.md lists every instrument of ours as the code makes it, and none that is gone.</summary>
public sealed partial class MetricsPageTests
{
    [Fact]
    public void Page_and_code_know_the_same_instruments() =>
        Assert.Equal(InCode().Order(StringComparer.Ordinal), OnPage().Order(StringComparer.Ordinal));

    [Fact]
    public void A_name_in_prometheus_follows_from_the_instrument() =>
        Assert.All(ListedMetric.All(), metric => Assert.Equal(FamilyOf(metric), metric.Family));

    // Several classes may count for one family.
    private static IEnumerable<string> InCode() => SourceTree.CSharp("src/")
        .SelectMany(file => Creation().Matches(SourceTree.Read(file)))
        .Select(made => Say(
            made.Groups["name"].Value,
            made.Groups["type"].Value.Replace("Observable", "", StringComparison.Ordinal),
            UnitIn(made.Value)))
        .Distinct();

    private static IEnumerable<string> OnPage() =>
        ListedMetric.All().Select(metric => Say(metric.Instrument, metric.Type, metric.Unit));

    private static string Say(string name, string type, string unit) => $"{name} is a {type.ToLowerInvariant()} of '{unit}'";

    private static string UnitIn(string call) => Unit().Match(call).Groups["unit"].Value;

    // OpenTelemetry's rules: dots become underscores, a unit in braces is a remark, a counter says that it is a total.
    private static string FamilyOf(ListedMetric metric) =>
        metric.Instrument.Replace('.', '_')
        + (metric.Unit == "s" ? "_seconds" : "")
        + (metric.Type == "counter" ? "_total" : "");

    [GeneratedRegex(
        @"\.Create(?<type>(Observable)?(Counter|Gauge|Histogram|UpDownCounter))(<\w+>)?\(\s*""(?<name>[^""]+)""[^;]*;")]
    private static partial Regex Creation();

    [GeneratedRegex(@", (unit: )?""(?<unit>s|By|\{\w+\})""")]
    private static partial Regex Unit();
}
