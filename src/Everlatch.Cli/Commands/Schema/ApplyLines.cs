using Everlatch.Schema.Runner;

namespace Everlatch.Cli.Commands.Schema;

/// <summary>A line for each event; of batches, one every few seconds.</summary>
internal sealed class ApplyLines(TextWriter output) : IApplyProgress
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private long last = TimeProvider.System.GetTimestamp();

    /// <inheritdoc />
    public void Report(ApplyEvent happened)
    {
        if (happened is ApplyEvent.BatchDone)
        {
            if (TimeProvider.System.GetElapsedTime(last) < Pause)
            {
                return;
            }

            last = TimeProvider.System.GetTimestamp();
        }

        output.WriteLine(ApplyWords.Of(happened));
    }
}
