using Everlatch.Testing;

namespace Everlatch.Release.Tests.Machines;

/// <summary>Two controllers never act at once: that is how the incident began that this project answers.</summary>
public sealed class TurnTests
{
    [Fact]
    public async Task Of_two_runs_that_overlap_one_is_told_and_the_other_is_believed_by_nobody_after_it_was_cancelled()
    {
        var (machine, _) = await ReleaseMachine.LiveAsync(leaseSeconds: 4);
        await using var owned = machine;
        var two = await machine.ReleaseAsync("two", ProductRelease.OfOtherSchema);
        await using var first = machine.Deploy(two);
        await first.ErrorAsync("\"step\":\"prove\",\"state\":\"begun\"");

        // The second one meets the first.
        var met = await machine.DeployAsync(two, exit: 1);
        Assert.Equal("EL2043", (string)met["regions"]![0]!["steps"]!.AsArray()[^1]!["id"]!);

        // The first one stands still for longer than its turn, and comes back when the second one has it.
        await first.SignalAsync("STOP");
        await machine.QuietAsync();
        await machine.DeployAsync(two);
        await first.SignalAsync("CONT");
        Assert.True(await first.ExitAsync() == 1, first.Output + first.Error);
        Assert.Contains("EL2044", first.Output, StringComparison.Ordinal);

        var state = await machine.StateAsync();
        Assert.Equal(("green", false), ((string)state["live"]!, (bool)state["lent"]!));
    }

    [Fact]
    public async Task Going_back_takes_the_turn_from_whoever_deploys()
    {
        var (machine, _) = await ReleaseMachine.LiveAsync();
        await using var owned = machine;
        var two = await machine.ReleaseAsync("two");
        await using var deploy = machine.Deploy(two, ReleaseMachine.Long);
        await deploy.ErrorAsync("\"step\":\"canary 100 %\",\"state\":\"begun\"");

        var (exit, answer) = await machine.RunAsync("rollback", "--because", "it errs");
        Assert.True(exit == 0, answer.ToJsonString());
        Assert.Equal(1, await deploy.ExitAsync());
        Assert.Contains("EL2044", deploy.Output, StringComparison.Ordinal);
        Assert.Equal("blue", (string)(await machine.StateAsync())["live"]!);
    }

    [Fact]
    public async Task The_first_release_has_nothing_to_go_back_to()
    {
        var (machine, _) = await ReleaseMachine.LiveAsync();
        await using var owned = machine;
        var (exit, answer) = await machine.RunAsync("rollback");
        Assert.Equal((3, "EL2046"), (exit, (string)answer["nodes"]![0]!["error"]!["id"]!));
    }
}
