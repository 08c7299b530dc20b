using Everlatch.Testing.Processes;

namespace Everlatch.Interop;

/// <summary>A strict client that we did not make, at each region's edge, for applications at home in either region.</summary>
public sealed class RegionsTests(RegionsTests.TwoRegions regions, ITestOutputHelper output)
    : IClassFixture<RegionsTests.TwoRegions>
{
    [Theory]
    [InlineData("us", "us")]
    [InlineData("us", "eu")]
    [InlineData("eu", "us")]
    public async Task Every_check_of_the_stranger_passes_at_either_edge(string home, string edge)
    {
        var up = regions.Up;
        var (homePort, edgePort) = (home == "eu" ? up.Port : up.Port + 1, edge == "eu" ? up.Port : up.Port + 1);
        var (text, errors) = await NodeScript.RunAsync(
            "openid-client",
            home == "eu" ? up.UpText : up.UpTextOf(home),
            TestContext.Current.CancellationToken,
            $"{homePort}:{edgePort}");
        output.WriteLine(text);
        output.WriteLine(errors);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.DoesNotContain(lines, line => line.StartsWith("not ok ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("ok ", StringComparison.Ordinal));
        Assert.Equal("done", lines[^1]);
    }

    /// <summary>Both regions of one <c>up</c>.</summary>
    public sealed class TwoRegions : IAsyncLifetime
    {
        public UpProcess Up { get; } = UpProcess.With("--regions", "eu,us");

        public ValueTask InitializeAsync() => Up.InitializeAsync();

        public ValueTask DisposeAsync() => Up.DisposeAsync();
    }
}
