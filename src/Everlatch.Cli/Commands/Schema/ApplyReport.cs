using System.Text.Json.Nodes;
using Everlatch.Schema;
using Everlatch.Schema.Runner;

namespace Everlatch.Cli.Commands.Schema;

/// <summary>How a run ended, for people and for machines.</summary>
internal static class ApplyReport
{
    /// <summary>
    /// The members <c>outcome</c>, <c>steps</c>, <c>deferred</c>, <c>waited_ms</c> and, where they apply,
    /// <c>refused</c> and <c>error</c>.
    /// </summary>
    public static void AddTo(JsonObject report, ApplyOutcome outcome)
    {
        report["outcome"] = Word(outcome);
        report["steps"] = new JsonArray([.. outcome.Steps.Select(Step)]);
        report["deferred"] = VerdictReport.Texts(outcome.Deferred);
        report["waited_ms"] = outcome.Waited.TotalMilliseconds;
        if (outcome is ApplyOutcome.Refused refused)
        {
            report["refused"] = new JsonObject
            {
                ["step"] = refused.Step,
                ["by"] = new JsonArray([.. refused.By.Select(by => new JsonObject
                {
                    ["who"] = by.Who, ["release"] = by.Release, ["needs"] = VerdictReport.Texts(by.Needs),
                })]),
            };
        }

        if (FaultOf(outcome) is { } fault)
        {
            report["error"] = new JsonObject
            {
                ["id"] = fault.Id,
                ["message"] = fault.Message,
                ["file"] = fault.File,
                ["line"] = fault.Line,
                ["how_to_go_on"] = HowToGoOn(outcome),
            };
        }
    }

    /// <summary>One step that is done.</summary>
    public static JsonObject Step(AppliedStep step) => new()
    {
        ["step"] = step.Step,
        ["state"] = HistoryVerb.Word(step.State),
        ["took_ms"] = Math.Round(step.Took.TotalMilliseconds, 1),
        ["rows"] = step.Rows,
    };

    /// <summary>
    /// Says it: what is done on standard output unless a document stands there, what went wrong on standard error.
    /// </summary>
    public static async Task WriteAsync(ApplyOutcome outcome, bool json)
    {
        if (!json)
        {
            foreach (var step in outcome.Steps)
            {
                var word = step.State == LedgerState.Adopted ? "adopted" : "applied";
                await Console.Out.WriteLineAsync(FormattableString.Invariant(
                    $"{word} {step.Step} in {step.Took.TotalSeconds:0.000} s{(step.Rows is { } rows ? $", {rows} rows" : "")}"));
            }

            foreach (var step in outcome.Deferred)
            {
                await Console.Out.WriteLineAsync(
                    $"deferred {step}: run with --contract when nobody needs the old shape any more");
            }
        }

        foreach (var line in Trouble(outcome))
        {
            await Console.Error.WriteLineAsync($"everlatch: {line}");
        }
    }

    private static IEnumerable<string> Trouble(ApplyOutcome outcome)
    {
        if (outcome is ApplyOutcome.Refused refused)
        {
            yield return $"EL1874: {refused.Step} would take away what is still needed:";
            foreach (var by in refused.By)
            {
                yield return $"  {by.Who}, release {by.Release}, needs {string.Join("; ", by.Needs)}";
            }
        }

        if (FaultOf(outcome) is { } fault)
        {
            yield return fault.Summary;
        }

        if (HowToGoOn(outcome) is { } next)
        {
            yield return next;
        }
    }

    private static SchemaException? FaultOf(ApplyOutcome outcome) => outcome switch
    {
        ApplyOutcome.Failed failed => failed.Fault,
        ApplyOutcome.Busy busy => busy.Fault,
        _ => null,
    };

    private static string? HowToGoOn(ApplyOutcome outcome) => outcome switch
    {
        ApplyOutcome.Failed failed => failed.HowToGoOn,
        ApplyOutcome.Cancelled cancelled => cancelled.HowToGoOn,
        _ => null,
    };

    private static string Word(ApplyOutcome outcome) => outcome switch
    {
        ApplyOutcome.NothingPending => "nothing_pending",
        ApplyOutcome.Applied => "applied",
        ApplyOutcome.Busy => "busy",
        ApplyOutcome.Refused => "refused",
        ApplyOutcome.Cancelled => "cancelled",
        _ => "failed",
    };
}
