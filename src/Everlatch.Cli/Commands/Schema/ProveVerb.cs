using System.CommandLine;
using System.Text.Json.Nodes;
using Everlatch.Schema.Statements.Proof;

namespace Everlatch.Cli.Commands.Schema;

/// <summary><c>everlatch schema prove</c>: whether every statement goes on working once the pending steps have run.</summary>
internal static class ProveVerb
{
    // Of a statement that does not.
    private const string Failing = "EL1854";

    private static readonly Option<bool> Contract = new("--contract")
    {
        Description = "Run pending contract steps on the copy too, as 'apply --contract' would.",
    };

    /// <summary>The verb.</summary>
    public static Command Create() => SchemaVerb.Create(
        "prove",
        "Run the pending steps on a copy of the database's schema and have it prepare every statement of this build and of each "
            + "release that is kept; exit 3 when one would fail.",
        RunAsync,
        Contract);

    private static async Task<int> RunAsync(SchemaRun run, CancellationToken ct)
    {
        var report = await new ProveStatements(run.Source, run.Live, run.Value(Contract)).RunAsync(ct);
        if (run.Json)
        {
            var document = run.Target.Head();
            AddTo(document, report);
            run.Output.Item(document);
        }
        else
        {
            Print(report);
        }

        return report.Holds ? ExitCode.Done : ExitCode.Refused;
    }

    private static void Print(ProofReport report)
    {
        foreach (var step in report.Steps)
        {
            Console.WriteLine($"tried on a copy: {step}");
        }

        foreach (var release in report.Releases)
        {
            var failing = report.Failures.Where(f => f.Release == release.Release).Select(f => f.Statement).Distinct().Count();
            Console.WriteLine(
                $"{release.Release}: {release.Statements} statements, {(failing == 0 ? "all work" : $"{failing} would fail")}");
        }

        foreach (var failure in report.Accepted)
        {
            Console.WriteLine($"accepted: {Line(failure)}, because {failure.AcceptedBecause}");
        }

        foreach (var failure in report.Failures)
        {
            Console.WriteLine($"{Failing}: {Line(failure)}");
        }
    }

    private static string Line(ProofFailure failure) =>
        $"{failure.Release} {failure.Statement}: {failure.Rule} ({failure.State}): {failure.Message}"
        + (failure.Step is null ? "" : $", by {failure.Step}");

    private static void AddTo(JsonObject document, ProofReport report)
    {
        document["holds"] = report.Holds;
        document["steps"] = VerdictReport.Texts(report.Steps);
        document["releases"] = new JsonArray(
            [.. report.Releases.Select(r => new JsonObject { ["release"] = r.Release, ["statements"] = r.Statements })]);
        document["failures"] = new JsonArray([.. report.Failures.Select(Json)]);
        document["accepted"] = new JsonArray([.. report.Accepted.Select(Json)]);
    }

    private static JsonObject Json(ProofFailure failure) => new()
    {
        ["id"] = Failing,
        ["release"] = failure.Release,
        ["statement"] = failure.Statement,
        ["rule"] = failure.Rule,
        ["state"] = failure.State,
        ["message"] = failure.Message,
        ["object"] = failure.Changed,
        ["step"] = failure.Step,
        ["because"] = failure.AcceptedBecause,
    };
}
