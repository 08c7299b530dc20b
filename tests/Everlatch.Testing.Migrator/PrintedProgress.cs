using Everlatch.Schema.Runner;

namespace Everlatch.Testing.Migrator;

/// <summary>A line for everything that happens, written at once: a test waits for one and kills the process then.</summary>
internal sealed class PrintedProgress : IApplyProgress
{
    /// <summary>The last line: how it ended.</summary>
    public static void Print(ApplyOutcome outcome)
    {
        var word = outcome switch
        {
            ApplyOutcome.Failed failed => $"failed {failed.Step} {failed.Fault.Id} {failed.Fault.Message}",
            ApplyOutcome.Busy busy => $"busy {busy.Fault.Id} {busy.Fault.Message}",
            ApplyOutcome.Refused refused => $"refused {refused.Step}",
            ApplyOutcome.Cancelled cancelled => $"cancelled {cancelled.Step} {cancelled.HowToGoOn}",
            ApplyOutcome.Applied => "applied",
            _ => "nothing",
        };
        Write($"end {word} [{string.Join(", ", outcome.Steps.Select(step => step.Step))}]");
    }

    public void Report(ApplyEvent happened) => Write(happened switch
    {
        ApplyEvent.Waiting waiting => $"waiting {waiting.Owner}",
        ApplyEvent.Adopted adopted => $"adopted {string.Join(' ', adopted.Steps)}",
        ApplyEvent.StepBegun begun => $"begun {begun.Step.Step}",
        ApplyEvent.Retrying retrying => $"retrying {retrying.Step} {string.Join("; ", retrying.Blockers)}",
        ApplyEvent.BatchDone batch => $"batch {batch.Step} {batch.Rows} {batch.Walked}",
        ApplyEvent.StepDone done => $"done {done.Step.Step}",
        _ => happened.ToString(),
    });

    private static void Write(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
