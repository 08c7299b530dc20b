using System.Globalization;
using System.Net;
using System.Text;

namespace Everlatch.Bench.Report;

/// <summary>A picture of how ratios go with a size, which grows by powers of ten.</summary>
internal static class RatioPlot
{
    private const int Width = 760;
    private const int Height = 320;
    private const int Left = 50;
    private const int Right = 440;
    private const int Top = 40;
    private const int Bottom = 270;
    private static readonly string[] Colors =
        ["#1b6ca8", "#c8553d", "#2a9d6f", "#8a5aab", "#7fb2d6", "#e5a998", "#8fd0b6", "#c8b0d9"];

    /// <summary>Draws it as SVG.</summary>
    public static string Draw(
        string title, IReadOnlyList<int> sizes, IReadOnlyList<(string Name, double[] Ratios)> lines)
    {
        var top = Math.Max(2, Math.Ceiling(lines.Max(line => line.Ratios.Max())));
        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" font-family="sans-serif" font-size="12">
            <rect width="{Width}" height="{Height}" fill="white"/>
            <text x="{Left}" y="20" font-size="14">{WebUtility.HtmlEncode(title)}</text>
            """);
        for (var ratio = 0; ratio <= top; ratio++)
        {
            svg.AppendLine(CultureInfo.InvariantCulture, $"""
                <line x1="{Left}" x2="{Right}" y1="{Y(ratio)}" y2="{Y(ratio)}" stroke="#ddd"/>
                <text x="{Left - 8}" y="{Y(ratio) + 4}" text-anchor="end">{ratio} ×</text>
                """);
        }

        foreach (var size in sizes)
        {
            svg.AppendLine(CultureInfo.InvariantCulture, $"""
                <text x="{X(size)}" y="{Bottom + 20}" text-anchor="middle">{size:N0}</text>
                """);
        }

        foreach (var (at, (name, ratios)) in lines.Index())
        {
            var color = Colors[at % Colors.Length];
            var points = string.Join(' ', sizes.Zip(ratios, (size, ratio) =>
                string.Create(CultureInfo.InvariantCulture, $"{X(size):0.#},{Y(ratio):0.#}")));
            svg.AppendLine(CultureInfo.InvariantCulture, $"""
                <polyline points="{points}" fill="none" stroke="{color}" stroke-width="2"/>
                <rect x="{Right + 20}" y="{Top + (at * 22)}" width="12" height="12" fill="{color}"/>
                <text x="{Right + 38}" y="{Top + (at * 22) + 11}">{WebUtility.HtmlEncode(name)}</text>
                """);
        }

        return svg.AppendLine("</svg>").ToString();

        double X(int size) => Left + 20 + ((Right - Left - 40) * Math.Log10(size) / Math.Log10(sizes[^1]));

        double Y(double ratio) => Bottom - ((Bottom - Top) * ratio / top);
    }
}
