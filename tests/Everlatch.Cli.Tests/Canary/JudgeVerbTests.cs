using Everlatch.Cli.Tests.Management;
using Everlatch.Testing.Processes;

namespace Everlatch.Cli.Tests.Canary;

/// <summary><c>everlatch release judge</c>: a canary and its baseline at two addresses.</summary>
public sealed class JudgeVerbTests(UpProcess up) : IClassFixture<UpProcess>
{
    private static readonly Dictionary<string, string> Few = new() { ["EVERLATCH__CANARY__MINRUNS"] = "2" };

    private string Live => $"http://127.0.0.1:{up.Port}";

    private static string Nobody => $"http://127.0.0.1:{FreePort.Take()}";

    [Fact]
    public async Task A_release_that_is_no_worse_passes()
    {
        var passed = await JudgeAsync(Live, Live, Few, "--seconds", "15");
        Assert.True(passed.Exit == 0, passed.Output + passed.Error);
        Assert.Equal("pass", (string?)passed.Json["verdict"]);
    }

    [Fact]
    public async Task A_release_that_does_not_answer_fails_at_once_while_the_old_one_does()
    {
        var failed = await JudgeAsync(Nobody, Live, Few, "--seconds", "600");
        Assert.True(failed.Exit == 3, failed.Output + failed.Error);
        Assert.Equal("fail", (string?)failed.Json["verdict"]);
        Assert.Contains(failed.Json["findings"]!.AsArray(), finding => (string)finding!["rule"]! == "probes");
    }

    [Fact]
    public async Task Nobody_can_tell_while_the_old_one_fails_too_or_too_little_was_seen()
    {
        var both = await JudgeAsync(Nobody, Nobody, Few, "--seconds", "2");
        Assert.Equal((1, "pause"), (both.Exit, (string?)both.Json["verdict"]));

        var soon = await JudgeAsync(Live, Live, [], "--seconds", "2");
        Assert.Equal((1, "pause"), (soon.Exit, (string?)soon.Json["verdict"]));
        Assert.Contains(soon.Json["findings"]!.AsArray(), finding => (string)finding!["rule"]! == "samples");
    }

    [Theory]
    [InlineData("localhost:8080", "60")]
    [InlineData("http://localhost:8080/path", "60")]
    [InlineData("http://localhost:8080", "0")]
    public async Task What_is_no_address_or_no_time_is_wrong_usage(string canary, string seconds)
    {
        var wrong = await JudgeAsync(canary, "http://localhost:8080", Few, "--seconds", seconds);
        Assert.Equal(2, wrong.Exit);
    }

    [Fact]
    public async Task A_limit_out_of_its_bounds_is_wrong_usage()
    {
        var wrong = await JudgeAsync(
            Live, Live, new Dictionary<string, string> { ["EVERLATCH__CANARY__MINRUNS"] = "1" }, "--seconds", "1");
        Assert.Equal(2, wrong.Exit);
        Assert.Contains("MinRuns", wrong.Error, StringComparison.Ordinal);
    }

    private Task<CommandLine.Result> JudgeAsync(
        string canary, string baseline, Dictionary<string, string> environment, params string[] more) =>
        CommandLine.RunAsync(
            environment,
            [
                "release", "judge", "--canary", canary, "--baseline", baseline,
                "--credentials", Path.Combine(up.Folder, "up.json"), "--json", .. more,
            ]);
}
