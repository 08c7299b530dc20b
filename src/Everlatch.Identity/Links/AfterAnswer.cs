using System.Threading.Channels;
using Everlatch.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Everlatch.Identity.Links;

/// <summary>
/// Does work after its request was answered, so that the answer's timing says nothing about what there was to do.
/// </summary>
/// <remarks>
/// Bounded, and kept in memory: what a killed server had not done is asked for again by the person who waits for the mail. A
/// store that does not answer is asked again; a server that stops finishes first.
/// </remarks>
public sealed partial class AfterAnswer(TimeProvider clock, ILogger<AfterAnswer> logger) : BackgroundService
{
    private const int Limit = 1000;
    private const int Attempts = 30;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Channel<Func<CancellationToken, Task>> work = Channel.CreateBounded<Func<CancellationToken, Task>>(Limit);

    /// <inheritdoc />
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        work.Writer.TryComplete();
        return base.StopAsync(cancellationToken);
    }

    /// <summary>Takes work; false when there is too much already.</summary>
    internal bool TryAdd(Func<CancellationToken, Task> act) => work.Writer.TryWrite(act);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var act in work.Reader.ReadAllAsync(CancellationToken.None))
        {
            await RunAsync(act, stoppingToken);
        }
    }

    private async Task RunAsync(Func<CancellationToken, Task> act, CancellationToken stoppingToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await act(CancellationToken.None);
                return;
            }
            catch (StoreFaultException e) when (attempt < Attempts && !stoppingToken.IsCancellationRequested)
            {
                LogAgain(e, attempt);
            }
#pragma warning disable CA1031 // One failed act must not end the loop.
            catch (Exception e)
#pragma warning restore CA1031
            {
                LogLost(e);
                return;
            }

            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(
        3101, LogLevel.Warning, "The store did not answer work after a request (attempt {Attempt}); it is tried again")]
    private partial void LogAgain(Exception e, int attempt);

    [LoggerMessage(3102, LogLevel.Error, "Work after an answer failed; the person will have to ask again")]
    private partial void LogLost(Exception e);
}
