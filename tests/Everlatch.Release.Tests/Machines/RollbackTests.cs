using Everlatch.Testing;
using Everlatch.Testing.Processes;

namespace Everlatch.Release.Tests.Machines;

/// <summary>Going back works whatever else does not, and wins over whoever goes forward.</summary>
public sealed class RollbackTests
{
    private const int Races = 3;

    [Fact]
    public async Task It_wins_over_a_deploy_that_settles_at_that_moment()
    {
        var (machine, form) = await ReleaseMachine.LiveAsync();
        await using var owned = machine;
        var two = await machine.ReleaseAsync("two");
        for (var race = 0; race < Races; race++)
        {
            await using var deploy = machine.Deploy(two);
            await deploy.ErrorAsync("\"step\":\"validate\",\"state\":\"begun\"");
            await using var rollback = machine.Rollback();

            // By then it has read the policy and is about to say its word; the next moments are the race.
            Assert.True(await rollback.ExitAsync() == 0, rollback.Output + rollback.Error);
            await deploy.ExitAsync();
            var state = await machine.StateAsync();
            Assert.True(
                (string)state["live"]! == "blue" && !(bool)state["lent"]!, $"{race}: {state}\n{deploy.Output}{deploy.Error}");
            Assert.Equal(100, machine.ShareOf("blue"));
            await machine.ServesAsync(form);
        }
    }

    [Fact]
    public async Task It_needs_no_database()
    {
        var (machine, form) = await ReleaseMachine.LiveAsync();
        await using var owned = machine;
        await machine.DeployAsync(await machine.ReleaseAsync("two"));
        Assert.Equal("green", (string)(await machine.StateAsync())["live"]!);
        await machine.LockAsync(locked: true);
        try
        {
            var (exit, answer) = await machine.RunAsync("rollback", "--because", "it errs");
            Assert.True(exit == 0, answer.ToJsonString());
            Assert.Equal(("blue", 100), ((string)(await machine.StateAsync())["live"]!, machine.ShareOf("blue")));
            await machine.ServesAsync(form);

            // Forward it does not go without one.
            await machine.DeployAsync(await machine.ReleaseAsync("three"), exit: 1);
            Assert.Equal(100, machine.ShareOf("blue"));
        }
        finally
        {
            await machine.LockAsync(locked: false);
        }

        await machine.DeployAsync(await machine.ReleaseAsync("four"));
    }
}
