using System.Diagnostics;
using System.Globalization;
using Everlatch.Testing;

namespace Everlatch.Cli.Tests.Deploy;

/// <summary>deploy/systemd is what systemd takes, and what the product knows.</summary>
public sealed class SystemdTests
{
    // Seconds that each role promises to what stops, by its settings' defaults; a node's servers live on.
    private static readonly Dictionary<string, int> Promised = new() { ["serve"] = 5 + 25, ["edge"] = 5 + 30, ["node"] = 0 };

    public static TheoryData<string> Units =>
        [.. System.IO.Directory.GetFiles(Checkout.PathOf("deploy/systemd")).Select(file => Path.GetFileName(file)!)];

    [Theory]
    [MemberData(nameof(Units))]
    public async Task A_unit_is_what_systemd_takes(string unit) =>
        Assert.Equal("", await VerifyAsync(unit, DeployFiles.Text($"systemd/{unit}")));

    [Theory]
    [InlineData("Restart=", "Restarts=", "'Restarts'")]
    [InlineData("NoNewPrivileges=yes", "NoNewPrivileges=perhaps", "perhaps")]
    public async Task What_it_does_not_know_or_take_is_refused(string good, string bad, string named)
    {
        var text = DeployFiles.Text("systemd/everlatch.service");
        Assert.Contains(good, text, StringComparison.Ordinal);
        var said = await VerifyAsync("everlatch.service", text.Replace(good, bad, StringComparison.Ordinal));
        Assert.Contains(named, said, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Units))]
    public void Its_command_line_is_one_that_the_product_runs_and_its_variables_are_settings(string unit)
    {
        var values = ValuesOf(unit);
        var line = Assert.Single(values["ExecStart"]).Split(' ');
        Assert.Equal("/opt/everlatch/everlatch", line[0]);
        ProductWords.Runs(line[1..]);
        Assert.NotEmpty(values["Environment"]);
        Assert.All(values["Environment"], setting => ProductWords.Knows(setting.Split('=')[0]));
    }

    [Theory]
    [MemberData(nameof(Units))]
    public void What_stops_has_the_time_that_it_was_promised(string unit)
    {
        var values = ValuesOf(unit);
        var promised = Promised[Assert.Single(values["ExecStart"]).Split(' ')[1]];
        var grace = values["TimeoutStopSec"].FirstOrDefault("90");
        Assert.DoesNotContain(values["Environment"], setting => setting.Contains("SECONDS", StringComparison.Ordinal));
        Assert.InRange(promised, 0, int.Parse(grace, CultureInfo.InvariantCulture) - 1);
    }

    private static ILookup<string, string> ValuesOf(string unit) => DeployFiles.Text($"systemd/{unit}").Split('\n')
        .Where(line => line.Contains('=', StringComparison.Ordinal) && !line.StartsWith('#'))
        .ToLookup(line => line.Split('=')[0], line => line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..]);

    // It wants to find the program, which is not installed here.
    private static async Task<string> VerifyAsync(string unit, string text)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("everlatch-units-");
        try
        {
            var file = Path.Combine(folder.FullName, unit);
            await File.WriteAllTextAsync(
                file, text.Replace("/opt/everlatch/everlatch", "/bin/true", StringComparison.Ordinal),
                TestContext.Current.CancellationToken);
            using var analyze = Process.Start(new ProcessStartInfo("systemd-analyze", ["verify", "--man=no", file])
            {
                RedirectStandardError = true,
            })!;
            var said = await analyze.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await analyze.WaitForExitAsync(TestContext.Current.CancellationToken);
            return said.Trim();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
