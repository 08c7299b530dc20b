using Everlatch.Schema.Runner;
using Spectre.Console;

namespace Everlatch.Cli.Commands.Schema;

/// <summary>A bar for each step; a backfill's moves with its rows.</summary>
internal sealed class ApplyBars(ProgressContext context) : IApplyProgress
{
    private ProgressTask? bar;

    /// <inheritdoc />
    public void Report(ApplyEvent happened)
    {
        bar = bar is null || happened is ApplyEvent.StepBegun ? context.AddTask("") : bar;
        bar.Description = Markup.Escape(ApplyWords.Of(happened));
        switch (happened)
        {
            case ApplyEvent.BatchDone { Total: > 0 } batch:
                bar.MaxValue = Math.Max(batch.Total.Value, batch.Walked);
                bar.Value = batch.Walked;
                break;
            case ApplyEvent.StepDone:
                bar.Value = bar.MaxValue;
                break;
            default:
                bar.IsIndeterminate = happened is ApplyEvent.Waiting or ApplyEvent.Retrying or ApplyEvent.WatchingServers;
                break;
        }
    }
}
