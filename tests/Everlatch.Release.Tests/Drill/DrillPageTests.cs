using System.Xml.Linq;
using Everlatch.Release.Drill;
using Everlatch.Release.Drill.Reports;
using Everlatch.Release.Drill.Traffic;

namespace Everlatch.Release.Tests.Drill;

/// <summary>The page of a drill.</summary>
public sealed class DrillPageTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_plots_each_region_by_kind_of_answer_and_marks_what_happened()
    {
        var plots = Plots(DrillPage.Of(Report("fine")));
        Assert.Equal(2, plots.Length);
        Assert.Equal(["good", "fault"], Styles(plots[0]).Order(StringComparer.Ordinal).Reverse());
        Assert.Equal(["good"], Styles(plots[1]));
        Assert.Contains("deploy", plots[0].Elements("text").Select(text => text.Value));
        Assert.DoesNotContain("deploy", plots[1].Elements("text").Select(text => text.Value));
    }

    [Fact]
    public void What_servers_said_is_text_there_and_nothing_else()
    {
        var page = DrillPage.Of(Report("<script>alert(1)</script>"));
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
    }

    private static XElement[] Plots(string page) =>
    [
        .. page.Split("<svg ").Skip(1).Select(part => XElement.Parse("<svg " + part.Split("</svg>")[0] + "</svg>")),
    ];

    private static IEnumerable<string> Styles(XElement plot) =>
        plot.Elements("rect").Select(bar => (string)bar.Attribute("class")!).Distinct();

    private static DrillReport Report(string said) => new()
    {
        Plan = DrillPlan.Brief(gates: false),
        Current = "1.0.0",
        Next = "1.1.0",
        Regions = ["us", "eu"],
        Begun = Noon,
        Ended = Noon.AddSeconds(20),
        Moments = [new(Noon.AddSeconds(3), "us", DrillMark.Deploy, said)],
        Requests =
        [
            new(Noon.AddSeconds(1), "us", "refresh", 200, TimeSpan.Zero, null),
            new(Noon.AddSeconds(4), "us", "refresh", 503, TimeSpan.Zero, "refresh: 200 was expected."),
            new(Noon.AddSeconds(1), "eu", "refresh", 200, TimeSpan.Zero, null),
        ],
        Goals = [new("failed requests", "most", "0", "1 of 3", false)],
    };
}
