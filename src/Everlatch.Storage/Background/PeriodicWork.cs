using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Everlatch.Storage.Background;

/// <summary>Work that a server does again and again until it stops; nothing that goes wrong ends it.</summary>
/// <remarks>
/// A store that does not answer is asked again at the usual time. What nobody expected is a bug: it is logged as an error each
/// time, and tried again ever more rarely, so that its duty is not forgotten for the rest of the server's life.
/// </remarks>
public abstract partial class PeriodicWork(TimeSpan every, TimeProvider clock, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private bool isFaulted;

    /// <summary>Whether the first round comes at once, and not after the first wait.</summary>
    protected virtual bool StartsAtOnce => false;

    /// <summary>The time.</summary>
    protected TimeProvider Clock => clock;

    /// <summary>How long the work rests after so many failures in a row that nobody expected.</summary>
    internal static TimeSpan PauseAfter(int failures)
    {
        var pause = FirstPause * (1L << Math.Min(failures - 1, 20));
        return pause < LongestPause ? pause : LongestPause;
    }

    /// <summary>One round of the work.</summary>
    protected abstract Task RunOnceAsync(CancellationToken ct);

    /// <summary>Waits for the next round.</summary>
    protected virtual Task WaitAsync(CancellationToken ct) => Task.Delay(every, clock, ct);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (waits, failures) = (!StartsAtOnce, 0);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunRoundAsync(waits, stoppingToken);
                (waits, failures) = (true, 0);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // The pause stands for the wait: it may be the wait that fails.
                var pause = PauseAfter(++failures);
                waits = false;
                LogFailed(e, GetType().Name, pause.TotalSeconds);
                await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception e) when (e is OperationCanceledException or StoreFaultException)
            {
                // The server stops; what it breaks off is no failure.
            }
        }
    }

    private async Task RunRoundAsync(bool waits, CancellationToken ct)
    {
        if (waits)
        {
            await WaitAsync(ct);
        }

        try
        {
            await RunOnceAsync(ct);
            NoteAnswer();
        }
        catch (StoreFaultException e) when (!ct.IsCancellationRequested)
        {
            NoteFault(e);
        }
    }

    // Told once an outage, not once a round: some rounds are less than a second apart.
    private void NoteFault(StoreFaultException e)
    {
        if (!isFaulted)
        {
            isFaulted = true;
            LogFault(e, GetType().Name);
        }
    }

    private void NoteAnswer()
    {
        if (isFaulted)
        {
            isFaulted = false;
            LogAnswers(GetType().Name);
        }
    }

    [LoggerMessage(1901, LogLevel.Warning, "{Work} met a store that does not answer; it is tried again until it does")]
    private partial void LogFault(Exception e, string work);

    [LoggerMessage(1902, LogLevel.Information, "{Work} goes on: the store answers again")]
    private partial void LogAnswers(string work);

    [LoggerMessage(1903, LogLevel.Error, "{Work} failed unexpectedly; it is tried again in {Seconds} s")]
    private partial void LogFailed(Exception e, string work, double seconds);
}
