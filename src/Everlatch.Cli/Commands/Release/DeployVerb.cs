using System.CommandLine;
using Everlatch.Cli.Commands.Schema;
using Everlatch.Cli.Management;
using Everlatch.Release.Builds;
using Everlatch.Release.Pipeline;
using Everlatch.Release.Pipeline.Reports;

namespace Everlatch.Cli.Commands.Release;

/// <summary><c>everlatch release deploy</c>: leads a release to traffic, and back when anything speaks against it.</summary>
internal static class DeployVerb
{
    /// <summary>The verb.</summary>
    public static Command Create() => Create(
        "deploy",
        "Lead a release to traffic, region by region. What has not settled goes back when this stops, however it stops; "
            + "exit 3 when a gate or the canary refused.",
        (pipeline, release, progress, ct) => pipeline.DeployAsync(release, PolicyOptions.Owner, progress, ct));

    /// <summary>The verb that ends it.</summary>
    public static Command CreateContract() => Create(
        "contract",
        "Run the contract steps of a release that has settled. After that nobody goes back to a release that needs what went; "
            + "exit 3 while it has not settled, or somebody needs it.",
        (pipeline, release, progress, ct) => pipeline.ContractAsync(release, PolicyOptions.Owner, progress, ct));

    private static Command Create(
        string name, string description,
        Func<ReleasePipeline, ReleaseFolder, IReleaseProgress, CancellationToken, Task<RunReport>> run)
    {
        var command = new Command(name, description) { PolicyOptions.Folder, PolicyOptions.Policy, PolicyOptions.PublicKey };
        command.SetAction((parsed, ct) => RunAsync(parsed, run, ct));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, Func<ReleasePipeline, ReleaseFolder, IReleaseProgress, CancellationToken, Task<RunReport>> run,
        CancellationToken ct)
    {
        var json = parsed.GetValue(ConnectionOptions.Json);
        var policy = PolicyOptions.PolicyOf(parsed);
        if (await PolicyOptions.OpenAsync(parsed, ct) is not OpenOutcome.Good release)
        {
            return await VerifyVerb.RunAsync(parsed, ct);
        }

        using var stop = new StopSignals();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, stop.Asked);
        var pipeline = new ReleasePipeline(policy, new RegionDatabases(), TimeProvider.System);
        var report = await ReleaseScreen.WatchAsync(
            pipeline, json, progress => run(pipeline, release.Folder, progress, either.Token));
        RunReports.Write(report, json);
        return report.ExitCode;
    }
}
