using System.Text.Json.Nodes;
using Everlatch.Schema.Runner;

namespace Everlatch.Cli.Commands.Schema;

/// <summary>A JSON object a line, for whoever shows progress itself.</summary>
internal sealed class ApplyEvents(TextWriter output) : IApplyProgress
{
    /// <inheritdoc />
    public void Report(ApplyEvent happened) => output.WriteLine(Document(happened).ToJsonString());

    private static JsonObject Document(ApplyEvent happened) => happened switch
    {
        ApplyEvent.Waiting waiting => new()
        {
            ["event"] = "waiting", ["owner"] = waiting.Owner?.ToString(), ["for_ms"] = waiting.For.TotalMilliseconds,
        },
        ApplyEvent.Adopted adopted => new() { ["event"] = "adopted", ["steps"] = VerdictReport.Texts(adopted.Steps) },
        ApplyEvent.StepBegun begun => new()
        {
            ["event"] = "step_begun", ["step"] = begun.Step.Step, ["number"] = begun.Number, ["of"] = begun.Of,
        },
        ApplyEvent.Retrying again => new()
        {
            ["event"] = "retrying",
            ["step"] = again.Step,
            ["attempt"] = again.Attempt,
            ["in_ms"] = again.In.TotalMilliseconds,
            ["blockers"] = VerdictReport.Texts(again.Blockers.Select(blocker => blocker.ToString())),
        },
        ApplyEvent.BatchDone batch => new()
        {
            ["event"] = "batch",
            ["step"] = batch.Step,
            ["rows"] = batch.Rows,
            ["walked"] = batch.Walked,
            ["total"] = batch.Total,
            ["rows_per_second"] = Math.Round(batch.Rate, 1),
            ["left_ms"] = batch.Left?.TotalMilliseconds,
        },
        ApplyEvent.WatchingServers watching => new()
        {
            ["event"] = "watching_servers",
            ["servers"] = VerdictReport.Texts(watching.Instances),
            ["for_ms"] = watching.For.TotalMilliseconds,
        },
        ApplyEvent.StepDone done => new() { ["event"] = "step_done", ["step"] = ApplyReport.Step(done.Step) },
        _ => new() { ["event"] = happened.GetType().Name },
    };
}
