using Everlatch.Release.Pipeline;
using Everlatch.Release.Pipeline.Reports;
using Spectre.Console;

namespace Everlatch.Cli.Commands.Release;

/// <summary>
/// Shows how a run goes, on standard error: a picture that changes on a terminal, a line a step elsewhere, a JSON object a line
/// with <c>--json</c>.
/// </summary>
internal sealed class ReleaseScreen(ReleasePipeline pipeline, TimeProvider clock) : IReleaseProgress
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);
    private readonly ReleasePicture picture = new(clock);

    /// <summary>Runs and shows it.</summary>
    public static async Task<RunReport> WatchAsync(
        ReleasePipeline pipeline, bool json, Func<IReleaseProgress, Task<RunReport>> run)
    {
        if (json || Console.IsErrorRedirected)
        {
            return await run(json ? new ReleaseEvents() : new ReleaseLines());
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await new ReleaseScreen(pipeline, TimeProvider.System).ShowAsync(console, run);
    }

    /// <inheritdoc />
    public void Report(StepReport happened) => picture.Add(happened);

    private Task<RunReport> ShowAsync(IAnsiConsole console, Func<IReleaseProgress, Task<RunReport>> run) =>
        console.Live(picture.Draw([])).StartAsync(async live =>
        {
            var running = run(this);
            while (!running.IsCompleted)
            {
                live.UpdateTarget(picture.Draw(await pipeline.GlanceAsync(CancellationToken.None)));
                await Task.WhenAny(running, Task.Delay(Every, clock));
            }

            live.UpdateTarget(picture.Draw(await pipeline.GlanceAsync(CancellationToken.None)));
            return await running;
        });
}
