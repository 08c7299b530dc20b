using System.Globalization;
using System.Net;
using System.Text;
using Everlatch.Release.Drill.Traffic;

namespace Everlatch.Release.Drill.Reports;

/// <summary>A region's traffic by second and kind of answer, with what happened marked, as SVG.</summary>
internal static class StatusPlot
{
    private const int Width = 1000;
    private const int Height = 240;
    private const int Left = 40;
    private const int Top = 64;
    private const int Bottom = 216;
    private const int MarkRows = 4;
    private const int RowHeight = 14;

    // From the bottom up: what is rare and bad stands on top, where it is seen.
    private static readonly (string Style, string Name, Func<DrillRequest, bool> Is)[] Kinds =
    [
        ("good", "as it should be", request => request.Failure is null),
        ("refused", "4xx", request => request is { Failure: not null, Status: >= 400 and < 500 }),
        ("fault", "5xx or wrong", request => request is { Failure: not null, Status: not 0 and not (>= 400 and < 500) }),
        ("none", "no answer", request => request is { Failure: not null, Status: 0 }),
    ];

    /// <summary>The plot.</summary>
    public static string Of(DrillReport report, string region)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling((report.Ended - report.Begun).TotalSeconds));
        var bySecond = report.Requests.Where(request => request.Region == region)
            .ToLookup(request => Math.Clamp((int)(request.At - report.Begun).TotalSeconds, 0, seconds - 1));
        var most = Math.Max(1, Enumerable.Range(0, seconds).Max(second => bySecond[second].Count()));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"")
            .Append(WebUtility.HtmlEncode($"Requests a second in {region} by kind of answer")).Append("\">");
        for (var second = 0; second < seconds; second++)
        {
            Bar(svg, second, seconds, most, [.. bySecond[second]]);
        }

        Axes(svg, seconds, most);
        Marks(svg, report, region, seconds);
        return svg.Append("</svg>").ToString();
    }

    private static void Bar(StringBuilder svg, int second, int seconds, int most, DrillRequest[] requests)
    {
        var (x, width) = (At(second, seconds), Math.Max(1, (double)(Width - Left) / seconds - 0.5));
        var y = (double)Bottom;
        foreach (var (style, _, isKind) in Kinds)
        {
            var height = (double)requests.Count(isKind) / most * (Bottom - Top);
            if (height > 0)
            {
                y -= height;
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<rect class=\"{style}\" x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{width:0.#}\" height=\"{height:0.#}\"/>");
            }
        }
    }

    private static void Axes(StringBuilder svg, int seconds, int most)
    {
        Line(svg, "axis", Left, Bottom, Width);
        Text(svg, 0, Top + 10, $"{most}/s");
        Text(svg, 0, Bottom, "0");
        for (var second = 0; second < seconds; second += Math.Max(10, seconds / 10 / 10 * 10))
        {
            Text(svg, At(second, seconds), Bottom + 16, $"{second} s");
        }
    }

    private static void Marks(StringBuilder svg, DrillReport report, string region, int seconds)
    {
        var marked = report.Moments.Where(moment =>
            moment.Mark != DrillMark.Note && (moment.Region is null || moment.Region == region) && moment.At >= report.Begun);
        foreach (var (place, moment) in marked.Index())
        {
            var (x, y) = (At((moment.At - report.Begun).TotalSeconds, seconds), (1 + (place % MarkRows)) * RowHeight);
            Line(svg, "mark", x, y, x);
            Text(svg, x + 3, y, moment.Mark.ToString().ToLowerInvariant());
        }
    }

    // Down to the axis.
    private static void Line(StringBuilder svg, string style, double fromX, double fromY, double toX) => svg.Append(
        CultureInfo.InvariantCulture,
        $"<line class=\"{style}\" x1=\"{fromX:0.#}\" y1=\"{fromY:0.#}\" x2=\"{toX:0.#}\" y2=\"{Bottom}\"/>");

    private static void Text(StringBuilder svg, double x, double y, string text) => svg.Append(
        CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\">{text}</text>");

    private static double At(double second, int seconds) => Left + (second / seconds * (Width - Left));
}
