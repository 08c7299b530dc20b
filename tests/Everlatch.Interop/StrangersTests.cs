using System.Diagnostics;
using Everlatch.Testing;
using Everlatch.Testing.Processes;

namespace Everlatch.Interop;

/// <summary>Clients that we did not make drive the product over HTTP. Each scenario is a script in clients/ that reports its checks.</summary>
public sealed class StrangersTests(UpProcess up, ITestOutputHelper output) : IClassFixture<UpProcess>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("openid-client")]
    [InlineData("oauth4webapi")]
    [InlineData("machines")]
    [InlineData("device")]
    public async Task Every_check_of_the_stranger_passes(string scenario)
    {
        var lines = await RunAsync(scenario);
        var failed = lines.Where(line => line.StartsWith("not ok ", StringComparison.Ordinal)).ToArray();
        Assert.True(failed.Length == 0, string.Join("\n", failed));
        Assert.Contains(lines, line => line.StartsWith("ok ", StringComparison.Ordinal));
        Assert.Equal("done", lines[^1]);
    }

    private async Task<IReadOnlyList<string>> RunAsync(string scenario)
    {
        var folder = Path.Combine(Checkout.Root, "tests/Everlatch.Interop");
        var start = new ProcessStartInfo("node", [$"clients/{scenario}.mjs"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["EVERLATCH_UP"] = up.UpText },
        };
        using var node = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            var errors = node.StandardError.ReadToEndAsync(limit.Token);
            var text = await node.StandardOutput.ReadToEndAsync(limit.Token);
            await node.WaitForExitAsync(limit.Token);
            output.WriteLine(text);
            output.WriteLine(await errors);
            return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).DefaultIfEmpty("nothing was reported")];
        }
        finally
        {
            if (!node.HasExited)
            {
                node.Kill(entireProcessTree: true);
            }
        }
    }
}
