using Everlatch.Testing.Processes;

namespace Everlatch.Release.Tests.Machines;

/// <summary>A release that is as good as the one before gets its traffic; one that is not loses it, whoever looks.</summary>
public sealed class CanaryTests
{
    private const string Judged = "\"shares\": [100], \"hold_seconds\": 1, \"bake_seconds\": 1, \"pause_seconds\": 120";

    [Fact]
    public async Task Probes_let_a_release_pass_and_take_the_traffic_from_one_that_refuses_good_credentials()
    {
        await using var machine = await ReleaseMachine.WithDemoAsync(new()
        {
            ["EVERLATCH__CANARY__MINREQUESTS"] = "0",
            ["EVERLATCH__CANARY__MINRUNS"] = "4",
        });
        await machine.DeployAsync(await machine.ReleaseAsync("one"));
        await machine.DeployAsync(await machine.ReleaseAsync("two"), policy: Judged);
        Assert.Equal("green", (string)(await machine.StateAsync())["live"]!);

        // It takes itself for a server of another region, and tells everybody whose credentials are good to go there.
        var bad = await machine.ReleaseAsync(
            "bad", folder => ProductRelease.Tell(folder, "export EVERLATCH__FEED__REGION=us"));
        var report = await machine.DeployAsync(bad, exit: 3, Judged);
        var last = report["regions"]![0]!["steps"]!.AsArray()[^1]!;
        Assert.True((string)last["step"]! == "canary 100 %" && (string)last["id"]! == "EL2069", last.ToJsonString());
        Assert.Contains("probes of the canary", (string)last["said"]!, StringComparison.Ordinal);
        var state = await machine.StateAsync();
        Assert.Equal(("green", false), ((string)state["live"]!, (bool)state["lent"]!));
    }

    [Fact]
    public async Task Without_anything_to_judge_by_no_release_passes()
    {
        var (machine, _) = await ReleaseMachine.LiveAsync();
        await using var owned = machine;
        var report = await machine.DeployAsync(
            await machine.ReleaseAsync("two"), exit: 1, "\"hold_seconds\": 1, \"bake_seconds\": 1, \"pause_seconds\": 2");
        var last = report["regions"]![0]!["steps"]!.AsArray()[^1]!;
        Assert.Equal(("canary 5 %", "EL2072"), ((string)last["step"]!, (string)last["id"]!));
        Assert.Equal("blue", (string)(await machine.StateAsync())["live"]!);
    }
}
