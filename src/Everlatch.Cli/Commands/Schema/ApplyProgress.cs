using Everlatch.Schema.Runner;
using Spectre.Console;

namespace Everlatch.Cli.Commands.Schema;

/// <summary>
/// Shows how a run goes, on standard error: bars on a terminal, lines elsewhere, a JSON object a line with <c>--json</c>.
/// </summary>
internal static class ApplyProgress
{
    /// <summary>Runs and shows it.</summary>
    public static async Task<ApplyOutcome> WatchAsync(bool json, Func<IApplyProgress, Task<ApplyOutcome>> run)
    {
        if (json)
        {
            return await run(new ApplyEvents(Console.Error));
        }

        if (Console.IsErrorRedirected)
        {
            return await run(new ApplyLines(Console.Error));
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
            .StartAsync(context => run(new ApplyBars(context)));
    }
}
