using System.Text.Json.Nodes;
using Everlatch.Testing;
using Everlatch.Testing.Processes;

namespace Everlatch.Release.Tests.Machines;

/// <summary>Whatever is killed in the middle of a deploy: the old release or the new one serves, and never neither.</summary>
public sealed class KilledTests
{
    private static readonly string[] Steps =
    [
        "look", "lint", "prove", "verify schema", "start", "canary 5 %", "canary 25 %", "canary 50 %", "canary 100 %", "validate",
        "settle",
    ];

    [Fact]
    public async Task A_controller_that_is_killed_at_any_step_leaves_the_traffic_where_it_was_settled()
    {
        var (machine, form) = await ReleaseMachine.LiveAsync(leaseSeconds: 3);
        await using var owned = machine;
        await using var load = new EdgeLoad([machine.Edge], form);
        load.Start();
        var two = await machine.ReleaseAsync("two", ProductRelease.OfOtherSchema);
        foreach (var step in Steps)
        {
            await using (var deploy = machine.Deploy(two, ReleaseMachine.Slow))
            {
                await deploy.ErrorAsync($$"""
                    "step":"{{step}}","state":"begun"
                    """);
            }

            var state = await machine.QuietAsync();
            Assert.False((bool)state["lent"]!);
            Assert.True((string)state["live"]! == "blue" || step == "settle", $"{step}: {state}");
        }

        await machine.DeployAsync(two);
        Assert.Equal("green", (string)(await machine.StateAsync())["live"]!);
        await load.StopAsync();
        Assert.Empty(load.Failed);
    }

    [Fact]
    public async Task A_node_that_is_killed_finds_its_servers_again_and_its_edge_takes_back_what_was_lent()
    {
        var (machine, form) = await ReleaseMachine.LiveAsync(leaseSeconds: 3);
        await using var owned = machine;
        await using var load = new EdgeLoad([machine.Edge], form);
        load.Start();
        var two = await machine.ReleaseAsync("two");
        await using (var deploy = machine.Deploy(two, ReleaseMachine.Long))
        {
            await deploy.ErrorAsync("\"step\":\"canary 100 %\",\"state\":\"begun\"");
            await machine.UntilAsync(() => Task.FromResult(machine.ShareOf("green") == 100));
            var before = Processes(await machine.StateAsync());
            await machine.Node.SignalAsync("KILL");
            await machine.Edge.Process.LoggedAsync("6105");
            await machine.StartNodeAsync();
            Assert.Equal(before, Processes(await machine.StateAsync()));
        }

        var state = await machine.QuietAsync();
        Assert.Equal(("blue", false), ((string)state["live"]!, (bool)state["lent"]!));
        await load.StopAsync();
        Assert.Empty(load.Failed);
    }

    [Fact]
    public async Task An_edge_that_starts_in_the_middle_follows_what_is_renewed()
    {
        var (machine, _) = await ReleaseMachine.LiveAsync();
        await using var owned = machine;
        var two = await machine.ReleaseAsync("two");
        await using var deploy = machine.Deploy(two, ReleaseMachine.Long);
        await deploy.ErrorAsync("\"step\":\"canary 100 %\",\"state\":\"begun\"");
        await machine.UntilAsync(() => Task.FromResult(machine.ShareOf("green") == 100));

        await machine.Edge.StartAgainAsync();
        await machine.Edge.ReadyAsync();
        await machine.Edge.Process.LoggedAsync("green 100");

        await deploy.SignalAsync("TERM");
        Assert.Equal(1, await deploy.ExitAsync());
        Assert.Equal(100, machine.ShareOf("blue"));
        await machine.Edge.StartAgainAsync();
        await machine.Edge.ReadyAsync();
    }

    private static IEnumerable<int> Processes(JsonObject state) =>
        from slot in state["slots"]!.AsArray() from server in slot!["servers"]!.AsArray() select (int)server!["process"]!;
}
