using System.Globalization;
using System.Net;
using System.Text;

namespace Everlatch.Release.Drill.Reports;

/// <summary>A drill as a page of its own: one HTML file that needs nothing else.</summary>
public static class DrillPage
{
    /// <summary>The page.</summary>
    public static string Of(DrillReport report)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width\">")
            .Append("<title>The incident, replayed</title><style>").Append(DrillStyle.Sheet)
            .Append("</style></head><body><main>");
        Head(html, report);
        Goals(html, report);
        foreach (var region in report.Regions)
        {
            html.Append("<h2>").Append(Text($"Traffic in {region}")).Append("</h2>").Append(StatusPlot.Of(report, region));
        }

        Compared(html, report);
        Timelines(html, report);
        return html.Append("</main></body></html>").AppendLine().ToString();
    }

    private static void Head(StringBuilder html, DrillReport report)
    {
        var (word, style) = report.IsMet ? ("Every goal was met.", "met") : ("A goal was missed.", "missed");
        var took = (report.Ended - report.Begun).TotalSeconds;
        html.Append("<h1>The incident of 31 May 2023, replayed</h1><p class=\"lead\">")
            .Append(Text($"Gates {(report.Plan.Gates ? "on" : "off")}: release {report.Next} after {report.Current}. "))
            .Append("<span class=\"").Append(style).Append("\">").Append(word).Append("</span></p><p class=\"soft\">")
            .Append(Text(string.Create(
                CultureInfo.InvariantCulture,
                $"{report.Requests.Count:N0} requests in {took:0} s, {report.Begun:yyyy-MM-dd HH:mm} UTC.")))
            .Append("</p>");
    }

    private static void Goals(StringBuilder html, DrillReport report)
    {
        Table(html, "Goals", "measure", "that day", "goal", "measured", "");
        foreach (var goal in report.Goals)
        {
            html.Append("<tr><td>").Append(Text(goal.Measure)).Append("</td><td>").Append(Text(goal.ThatDay)).Append("</td><td>")
                .Append(Text(goal.Goal)).Append("</td><td>").Append(Text(goal.Measured)).Append("</td><td class=\"")
                .Append(goal.IsMet ? "met\">met" : "missed\">missed").Append("</td></tr>");
        }

        html.Append("</tbody></table>");
    }

    private static void Compared(StringBuilder html, DrillReport report)
    {
        Table(html, "Since the deploy", "", "", "that day", "this drill");
        foreach (var moment in ComparedMoment.Of(report))
        {
            html.Append("<tr><td>").Append(Text(moment.Region)).Append("</td><td>")
                .Append(moment.Mark.ToString().ToLowerInvariant())
                .Append("</td><td>").Append(moment.ThatDay is { } day ? $"{day.TotalMinutes:0} min" : "–").Append("</td><td>")
                .Append(moment.Drill is { } now ? string.Create(CultureInfo.InvariantCulture, $"{now.TotalSeconds:0.0} s") : "–")
                .Append("</td></tr>");
        }

        html.Append("</tbody></table>");
    }

    private static void Timelines(StringBuilder html, DrillReport report)
    {
        html.Append("<h2>That day, and this drill</h2><div class=\"sides\"><section><h3>31 May 2023</h3><ol>");
        foreach (var moment in IncidentDay.Moments)
        {
            Line(html, $"{moment.Clock}, {moment.Minute} min", moment.Region, moment.Said);
        }

        html.Append("</ol></section><section><h3>This drill</h3><ol>");
        foreach (var moment in report.Moments)
        {
            var seconds = (moment.At - report.Begun).TotalSeconds;
            Line(html, string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"), moment.Region, moment.Said);
        }

        html.Append("</ol></section></div>");
    }

    private static void Table(StringBuilder html, string title, params string[] columns)
    {
        html.Append("<h2>").Append(title).Append("</h2><table><thead><tr>");
        foreach (var column in columns)
        {
            html.Append("<th>").Append(column).Append("</th>");
        }

        html.Append("</tr></thead><tbody>");
    }

    private static void Line(StringBuilder html, string at, string? region, string said) =>
        html.Append("<li><span class=\"soft\">").Append(Text(at)).Append("</span><span>").Append(Text(region ?? ""))
            .Append("</span><span>").Append(Text(said)).Append("</span></li>");

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
