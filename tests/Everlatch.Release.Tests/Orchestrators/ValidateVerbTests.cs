using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Everlatch.Release.Builds;
using Everlatch.Release.Tests.Machines;
using Everlatch.Testing.Processes;

namespace Everlatch.Release.Tests.Orchestrators;

/// <summary>The deployment validation for servers that no node started.</summary>
public sealed class ValidateVerbTests
{
    private readonly Uri address = new($"http://127.0.0.1:{FreePort.Take()}");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Servers_are_valid_when_each_says_that_it_is_the_release_and_there_are_enough()
    {
        await using var machine = await ReleaseMachine.StartAsync();
        var one = await machine.ReleaseAsync("one");
        var two = await machine.ReleaseAsync("two");
        await machine.DeployAsync(one);

        var silent = await ValidateAsync(machine, one);
        Assert.Equal((3, "refused"), (silent.Exit, (string?)silent.Report["verdict"]));
        Assert.Contains("does not answer", Wrong(silent.Report), StringComparison.Ordinal);

        await using var server = Start(machine, one);
        await ReadyAsync(server);
        Assert.Equal((0, "valid"), await SaidAsync(machine, one));
        Assert.Equal((3, "refused"), await SaidAsync(machine, one, "--at-least", "2"));

        var other = await ValidateAsync(machine, two);
        Assert.Equal(3, other.Exit);
        Assert.Contains(two.Digest, Wrong(other.Report), StringComparison.Ordinal);
        Assert.Contains(one.Digest, Wrong(other.Report), StringComparison.Ordinal);
    }

    private static string Wrong(JsonObject report) => (string)report["servers"]![0]!["wrong"]![0]!;

    private async Task<(int, string?)> SaidAsync(ReleaseMachine machine, ReleaseFolder release, params string[] more)
    {
        var (exit, report) = await ValidateAsync(machine, release, more);
        return (exit, (string?)report["verdict"]);
    }

    private async Task<(int Exit, JsonObject Report)> ValidateAsync(
        ReleaseMachine machine, ReleaseFolder release, params string[] more)
    {
        await using var run = Running.Everlatch(
            machine.Environments(),
            [
                "release", "validate", release.Path, "--public-key", machine.In("release.key.pub"),
                "--server", address.GetLeftPart(UriPartial.Authority), "--json", .. more,
            ]);
        var exit = await run.ExitAsync();
        return (exit, JsonNode.Parse(run.Output)!.AsObject());
    }

    // As an orchestrator starts it: the release's own program, told by its environment.
    private Running Start(ReleaseMachine machine, ReleaseFolder release)
    {
        var environment = machine.Environments();
        environment["EVERLATCH__SERVER__LISTEN__0"] = address.GetLeftPart(UriPartial.Authority);
        environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        return Running.Shell($"exec '{release.Executable}' serve", environment);
    }

    private async Task ReadyAsync(Running server)
    {
        using var http = new HttpClient();
        for (var look = 0; look < 400; look++)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(address, "/health/ready"), Ct);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Ct);
        }

        Assert.Fail($"It is not ready:\n{server.Output}{server.Error}");
    }
}
