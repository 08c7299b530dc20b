using System.Globalization;
using Everlatch.Schema.Runner;

namespace Everlatch.Cli.Commands.Schema;

/// <summary>What happens during a run, in a sentence.</summary>
internal static class ApplyWords
{
    /// <summary>The sentence.</summary>
    public static string Of(ApplyEvent happened) => happened switch
    {
        ApplyEvent.Waiting { Owner: { } owner } waiting => $"waiting for another runner for {Of(waiting.For)}: {owner}",
        ApplyEvent.Waiting waiting => $"waiting for another runner for {Of(waiting.For)}",
        ApplyEvent.Adopted adopted => $"found and recorded: {string.Join(", ", adopted.Steps)}",
        ApplyEvent.StepBegun begun => $"{begun.Number} of {begun.Of}: {begun.Step.Step}",
        ApplyEvent.Retrying again => $"{again.Step} did not get its locks (attempt {again.Attempt}), again in {Of(again.In)}"
            + (again.Blockers.Count > 0 ? $"; in the way: {string.Join(", ", again.Blockers)}" : ""),
        ApplyEvent.BatchDone batch => string.Create(
            CultureInfo.InvariantCulture,
            $"{batch.Step}: {batch.Walked:N0}{(batch.Total is { } total ? $" of about {total:N0}" : "")} rows, "
                + $"{batch.Rate:N0} rows/s")
            + (batch.Left is { } left ? $", {Of(left)} left" : ""),
        ApplyEvent.WatchingServers watching =>
            $"waiting up to {Of(watching.For)} for a sign of life of {string.Join(", ", watching.Instances)}",
        ApplyEvent.StepDone done => $"{done.Step.Step} done in {Of(done.Step.Took)}",
        _ => happened.ToString(),
    };

    private static string Of(TimeSpan time) => time switch
    {
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s"),
        { TotalHours: < 1 } => $"{(int)time.TotalMinutes} min {time.Seconds} s",
        _ => $"{(int)time.TotalHours} h {time.Minutes} min",
    };
}
