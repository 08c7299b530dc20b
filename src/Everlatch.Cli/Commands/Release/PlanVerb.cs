using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Everlatch.Cli.Commands.Schema;
using Everlatch.Cli.Management;
using Everlatch.Release.Builds;
using Everlatch.Release.Pipeline;

namespace Everlatch.Cli.Commands.Release;

/// <summary><c>everlatch release plan</c>: what a deploy would do now, and what it would skip. Changes nothing.</summary>
internal static class PlanVerb
{
    private const int NameWidth = 16;

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command(
            "plan", "Print each step of a deploy: whether it would run now, why, and how long it took before.")
        {
            PolicyOptions.Folder, PolicyOptions.Policy, PolicyOptions.PublicKey,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var policy = PolicyOptions.PolicyOf(parsed);
        if (await PolicyOptions.OpenAsync(parsed, ct) is not OpenOutcome.Good release)
        {
            return await VerifyVerb.RunAsync(parsed, ct);
        }

        var steps = await new ReleasePipeline(policy, new RegionDatabases(), TimeProvider.System).PlanAsync(release.Folder, ct);
        if (parsed.GetValue(ConnectionOptions.Json))
        {
            new Output(json: true).Item(new JsonObject
            {
                ["release"] = release.Folder.Manifest.Version,
                ["digest"] = release.Folder.Digest,
                ["steps"] = new JsonArray([.. steps.Select(Item)]),
            });
        }
        else
        {
            Write(steps);
        }

        return ExitCode.Done;
    }

    private static JsonObject Item(StepPlan step) => new()
    {
        ["region"] = step.Region,
        ["step"] = step.Step,
        ["runs"] = step.Runs,
        ["because"] = step.Because,
        ["expected_seconds"] = step.ExpectedSeconds,
        ["key"] = step.Key,
    };

    private static void Write(IReadOnlyList<StepPlan> steps)
    {
        var screen = new Screen();
        foreach (var region in steps.GroupBy(step => step.Region))
        {
            screen.Rows(region.Key, region.Select(Line));
        }
    }

    private static string Line(StepPlan step) => string.Create(
        CultureInfo.InvariantCulture,
        $"{step.Step.PadRight(NameWidth)} {(step.Runs ? "run " : "skip")}  {step.Because}{Expected(step)}");

    private static string Expected(StepPlan step) => step is { Runs: true, ExpectedSeconds: { } seconds }
        ? string.Create(CultureInfo.InvariantCulture, $" ({seconds:0.#} s the last time)")
        : "";
}
