using Everlatch.Testing;
using Everlatch.Testing.Processes;

namespace Everlatch.Release.Tests.Machines;

/// <summary>Releases reach the traffic of one machine, and leave it again.</summary>
public sealed class DeployTests
{
    [Fact]
    public async Task Releases_come_and_go_under_load_and_nothing_fails()
    {
        await using var machine = await ReleaseMachine.StartAsync();
        var one = await machine.ReleaseAsync("one");
        await machine.DeployAsync(one);
        var form = await machine.InitAsync();
        await machine.StartEdgeAsync();
        await using var load = new EdgeLoad([machine.Edge], form);
        load.Start();

        var two = await machine.ReleaseAsync("two");
        await machine.DeployAsync(two);
        var state = await machine.StateAsync();
        Assert.Equal(("green", "blue"), ((string)state["live"]!, (string)state["previous"]!));

        var (exit, back) = await machine.RunAsync("rollback");
        Assert.True(exit == 0, back.ToJsonString());
        state = await machine.StateAsync();
        Assert.Equal(("blue", "green"), ((string)state["live"]!, (string)state["previous"]!));

        await load.StopAsync();
        Assert.Empty(load.Failed);
        Assert.True(load.Good > 200, $"{load.Good}");
    }
}
