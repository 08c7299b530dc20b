using System.Text.Json;
using Everlatch.Testing.Processes;

namespace Everlatch.Cli.Tests.Drill;

/// <summary>
/// The incident that this project answers, replayed in its short form. How long things took is said and not asserted: this
/// machine runs other tests at the same time.
/// </summary>
[Collection(Alone.Name)]
public sealed class IncidentDrillTests
{
    private static readonly string[] Timed = ["bad deploy → refused", "traffic on the bad release", "decision → old version"];

    [Fact]
    public async Task With_gates_the_release_is_refused_in_every_region_and_lives_once_it_is_mended()
    {
        var report = await RunAsync("on");
        Assert.All(Goals(report), goal => Assert.True(IsReached(goal), report.ToString()));
        Assert.Equal(0, Traffic(report).Sum(region => region.GetProperty("failed").GetInt32()));
        Assert.Equal(["eu", "us"], Regions(report, "refused"));
        Assert.Equal(["eu", "us"], Regions(report, "mended"));
        Assert.Empty(Regions(report, "traffic"));
        Assert.Contains(
            report.GetProperty("timeline").EnumerateArray(),
            moment => moment.GetProperty("said").GetString()!.Contains("EL2043", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_gates_it_goes_back_by_itself_and_the_other_region_never_meets_it()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("drill-");
        try
        {
            var page = Path.Combine(folder.FullName, "drill.html");
            var report = await RunAsync("off", "--report", page);
            Assert.All(Goals(report), goal => Assert.True(IsReached(goal), report.ToString()));
            Assert.Equal(["us"], Regions(report, "traffic"));
            Assert.Equal(["us"], Regions(report, "restored"));
            var written = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
            Assert.Contains("</html>", written, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("--gates", "ajar")]
    [InlineData("--postgres-file", "/nowhere")]
    public async Task What_it_cannot_be_told_is_refused_before_anything_is_made(string option, string value)
    {
        await using var drill = Running.Everlatch("drill", "incident", option, value);
        Assert.Equal(2, await drill.ExitAsync());
        Assert.Contains(value, drill.Error, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> RunAsync(string gates, params string[] more)
    {
        await using var drill = Running.Everlatch(["drill", "incident", "--short", "--gates", gates, "--json", .. more]);
        var exit = await drill.ExitAsync(TimeSpan.FromMinutes(8));
        Assert.True(drill.Output.Contains("\"goals\"", StringComparison.Ordinal), drill.Output + drill.Error);
        using var report = JsonDocument.Parse(drill.Output);
        Assert.Equal(report.RootElement.GetProperty("met").GetBoolean() ? 0 : 1, exit);
        return report.RootElement.Clone();
    }

    private static JsonElement.ArrayEnumerator Goals(JsonElement report) => report.GetProperty("goals").EnumerateArray();

    private static JsonElement.ArrayEnumerator Traffic(JsonElement report) => report.GetProperty("traffic").EnumerateArray();

    private static string[] Regions(JsonElement report, string mark) =>
    [
        .. report.GetProperty("timeline").EnumerateArray()
            .Where(moment => moment.GetProperty("mark").GetString() == mark)
            .Select(moment => moment.GetProperty("region").GetString()!).Distinct().Order(StringComparer.Ordinal),
    ];

    private static bool IsReached(JsonElement goal) => goal.GetProperty("met").GetBoolean()
        || (Timed.Any(begin => goal.GetProperty("measure").GetString()!.StartsWith(begin, StringComparison.Ordinal))
            && goal.GetProperty("measured").GetString()!.EndsWith(" s", StringComparison.Ordinal));
}
