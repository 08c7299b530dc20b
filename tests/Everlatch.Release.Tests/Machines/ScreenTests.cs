using Everlatch.Testing.Processes;

namespace Everlatch.Release.Tests.Machines;

/// <summary>What somebody sees who deploys at a terminal.</summary>
public sealed class ScreenTests
{
    [Fact]
    public async Task At_a_terminal_a_deploy_is_one_picture_with_steps_traffic_and_time()
    {
        await using var machine = await ReleaseMachine.StartAsync();
        var one = await machine.ReleaseAsync("one");
        var environment = machine.Environments();
        environment["TERM"] = "xterm-256color";
        var deploy = $"dotnet '{Product.CommandLine}' release deploy '{one.Path}' --policy '{machine.Policy("")}' "
            + $"--public-key '{machine.In("release.key.pub")}'";
        await using var terminal = Running.Shell($"script -qec \"{deploy}\" /dev/null", environment);
        Assert.True(await terminal.ExitAsync() == 0, terminal.Output + terminal.Error);
        Assert.All(
            (string[])["\u001b[", "verify schema", "done", "blue 0.2.0 100 %", "elapsed"],
            part => Assert.Contains(part, terminal.Output, StringComparison.Ordinal));
    }
}
