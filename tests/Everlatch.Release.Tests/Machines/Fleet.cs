using System.Text.Json.Nodes;
using Everlatch.Release.Builds;
using Everlatch.Testing.Processes;

namespace Everlatch.Release.Tests.Machines;

/// <summary>A machine in each of two regions, and the policy that names both.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    /// <summary>How long two regions may take, on a machine that has other things to do.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);

    private int policies;

    private Fleet(ReleaseMachine eu, ReleaseMachine us) => (Eu, Us) = (eu, us);

    /// <summary>The first wave.</summary>
    public ReleaseMachine Eu { get; }

    /// <summary>The second.</summary>
    public ReleaseMachine Us { get; }

    /// <summary>Starts both nodes, which trust one key.</summary>
    public static async Task<Fleet> StartAsync()
    {
        var eu = await ReleaseMachine.StartAsync("eu");
        try
        {
            return new Fleet(eu, await ReleaseMachine.StartAsync("us", trusts: eu));
        }
        catch
        {
            await eu.DisposeAsync();
            throw;
        }
    }

    /// <summary>Deploys, and returns what each region came to.</summary>
    public async Task<(int Exit, string Eu, string Us, JsonObject Report)> DeployAsync(ReleaseFolder release, string more = "")
    {
        var policy = Eu.In($"fleet-{++policies}.json");
        await File.WriteAllTextAsync(policy, Policy(more));
        var environment = Eu.Environments();
        environment["EVERLATCH__SCHEMA__DATABASES__US"] = Us.Storage.Postgres;
        await using var run = Running.Everlatch(
            environment,
            "release", "deploy", release.Path, "--policy", policy, "--public-key", Eu.In("release.key.pub"), "--json");
        var exit = await run.ExitAsync(Longest);
        Assert.True(run.Output.Contains("\"regions\"", StringComparison.Ordinal), run.Output + run.Error);
        var report = JsonNode.Parse(run.Output)!.AsObject();
        var regions = report["regions"]!.AsArray().ToDictionary(
            region => (string)region!["region"]!, region => (string)region!["outcome"]!);
        return (exit, regions["eu"], regions["us"], report);
    }

    /// <summary>A policy of both regions, one after the other.</summary>
    public string Policy(string more = "") =>
        $$"""
        {"regions": {"eu": ["unix:{{Eu.Socket}}"], "us": ["unix:{{Us.Socket}}"]}, "waves": [["eu"], ["us"]],
         {{more}} {{ReleaseMachine.Quick}}}
        """;

    public async ValueTask DisposeAsync()
    {
        await Eu.DisposeAsync();
        await Us.DisposeAsync();
    }
}
