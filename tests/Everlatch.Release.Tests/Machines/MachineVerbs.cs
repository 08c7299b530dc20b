using System.Text.Json.Nodes;
using Everlatch.Release.Builds;
using Everlatch.Testing.Processes;

namespace Everlatch.Release.Tests.Machines;

/// <summary>What an operator of a machine types.</summary>
internal static class MachineVerbs
{
    /// <summary>Starts a deploy.</summary>
    public static Running Deploy(this ReleaseMachine machine, ReleaseFolder release, string policy = "") => machine.Verb(
    [
        "release", "deploy", release.Path, "--policy", machine.Policy(policy), "--public-key", machine.In("release.key.pub"),
        "--json",
    ]);

    /// <summary>Starts to go back.</summary>
    public static Running Rollback(this ReleaseMachine machine) =>
        machine.Verb(["release", "rollback", "--policy", machine.Policy(""), "--json"]);

    /// <summary>Deploys, which must end so.</summary>
    public static async Task<JsonObject> DeployAsync(
        this ReleaseMachine machine, ReleaseFolder release, int exit = 0, string policy = "")
    {
        await using var run = machine.Deploy(release, policy);
        Assert.True(exit == await run.ExitAsync(), $"{run.Output}{run.Error}\n{machine.Node.Output}{machine.Node.Error}");
        return JsonNode.Parse(run.Output)!.AsObject();
    }

    /// <summary>Runs a verb below <c>release</c> that takes a policy.</summary>
    public static async Task<(int Exit, JsonObject Answer)> RunAsync(this ReleaseMachine machine, params IEnumerable<string> verb)
    {
        await using var run = machine.Verb(["release", .. verb, "--policy", machine.Policy(""), "--json"]);
        var exit = await run.ExitAsync();
        return (exit, JsonNode.Parse(run.Output)!.AsObject());
    }

    /// <summary>What the node says.</summary>
    public static async Task<JsonObject> StatusAsync(this ReleaseMachine machine) => (await machine.RunAsync("status")).Answer;

    /// <summary>The node's state.</summary>
    public static async Task<JsonObject> StateAsync(this ReleaseMachine machine) =>
        (await machine.StatusAsync())["nodes"]![0]!["state"]!.AsObject();

    /// <summary>Waits until nobody has the turn, and returns what the node says then.</summary>
    public static async Task<JsonObject> QuietAsync(this ReleaseMachine machine)
    {
        JsonObject? state = null;
        await machine.UntilAsync(async () => (state = await machine.StateAsync())["owner"] is null);
        return state!;
    }
}
