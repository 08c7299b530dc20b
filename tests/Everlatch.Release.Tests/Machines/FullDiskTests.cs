using Everlatch.Testing.Processes;

namespace Everlatch.Release.Tests.Machines;

/// <summary>A node whose disk is full takes no order but the one to go back.</summary>
public sealed class FullDiskTests
{
    private const int Megabytes = 8;

    [Fact]
    public async Task It_goes_back_refuses_to_go_forward_and_does_once_there_is_room()
    {
        await using var disk = new SmallDisk(Megabytes);
        await disk.InitializeAsync();
        var (machine, form) = await ReleaseMachine.LiveAsync(20, disk.Folder);
        await using var owned = machine;
        await machine.DeployAsync(await machine.ReleaseAsync("two"));
        var three = await machine.ReleaseAsync("three");

        disk.Fill();
        var refused = await machine.DeployAsync(three, exit: 1);
        Assert.Equal("EL2042", (string)refused["regions"]![0]!["steps"]!.AsArray()[^1]!["id"]!);
        Assert.Equal(("green", 100), ((string)(await machine.StateAsync())["live"]!, machine.ShareOf("green")));

        var (exit, answer) = await machine.RunAsync("rollback", "--because", "it errs");
        Assert.True(exit == 0, answer.ToJsonString());
        Assert.Equal(("blue", 100), ((string)(await machine.StateAsync())["live"]!, machine.ShareOf("blue")));
        await machine.ServesAsync(form);

        disk.Empty();
        await machine.DeployAsync(three);

        // And once more: the room is there again.
        await machine.UntilAsync(() => Task.FromResult(File.Exists(Path.Combine(disk.Folder, "node", "reserve"))));
        disk.Fill();
        (exit, answer) = await machine.RunAsync("rollback");
        Assert.True(exit == 0, answer.ToJsonString());
        Assert.Equal(100, machine.ShareOf("blue"));
    }
}
