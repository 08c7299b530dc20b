using Everlatch.Testing.Processes;

namespace Everlatch.Interop;

/// <summary>
/// Clients that we did not make drive the product over HTTP. Each scenario is a script in clients/ that reports its checks.
/// </summary>
public sealed class StrangersTests(UpProcess up, ITestOutputHelper output) : IClassFixture<UpProcess>
{
    [Theory]
    [InlineData("openid-client")]
    [InlineData("oauth4webapi")]
    [InlineData("oauth4webapi-grants")]
    [InlineData("machines")]
    [InlineData("device")]
    public async Task Every_check_of_the_stranger_passes(string scenario)
    {
        var (text, errors) = await NodeScript.RunAsync(scenario, up.UpText, TestContext.Current.CancellationToken);
        output.WriteLine(text);
        output.WriteLine(errors);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var failed = lines.Where(line => line.StartsWith("not ok ", StringComparison.Ordinal)).ToArray();
        Assert.True(failed.Length == 0, string.Join("\n", failed));
        Assert.Contains(lines, line => line.StartsWith("ok ", StringComparison.Ordinal));
        Assert.Equal("done", lines[^1]);
    }
}
