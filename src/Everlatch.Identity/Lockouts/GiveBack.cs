using System.Collections.Concurrent;
using Everlatch.Core.Ids;
using Everlatch.Storage;
using Microsoft.Extensions.Logging;

namespace Everlatch.Identity.Lockouts;

/// <summary>
/// Gives back attempts that met a fault of the store: at once if the store answers again, else as soon as it does.
/// </summary>
/// <remarks>
/// Bounded and kept in memory. Before anything else is counted here, what waits is given back, so that somebody who tries again
/// after an outage is not held up by it. What a server that stops had not given back stays counted, and is forgotten in time.
/// </remarks>
public sealed partial class GiveBack(LockoutStore store, IDatabase database, TimeProvider clock, ILogger<GiveBack> logger)
{
    private const int Limit = 10_000;

    // A store that hangs makes nobody wait twice.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<(EnvironmentId Environment, Count Count)> waiting = new();
    private readonly Lock gate = new();
    private Task running = Task.CompletedTask;

    /// <summary>Takes an attempt, and begins to give it back.</summary>
    internal void Later(Attempt attempt)
    {
        foreach (var count in attempt.Counts)
        {
            if (waiting.Count >= Limit)
            {
                LogFull();
                break;
            }

            waiting.Enqueue((attempt.Environment, count));
        }

        Begin();
    }

    /// <summary>Gives back what waits, or finds that the store still does not answer.</summary>
    internal async Task CatchUpAsync(CancellationToken ct)
    {
        if (!waiting.IsEmpty)
        {
            await Task.WhenAny(Begin(), Task.Delay(Patience, clock, ct));
        }
    }

    // No part of the request that comes by: neither its end nor its trace is this work's.
    private Task Begin()
    {
        lock (gate)
        {
            if (running.IsCompleted)
            {
                using (ExecutionContext.SuppressFlow())
                {
                    running = Task.Run(RunAsync);
                }
            }

            return running;
        }
    }

    private async Task RunAsync()
    {
        while (waiting.TryPeek(out var next))
        {
            try
            {
                await store.GiveBackAsync(database, next.Environment, next.Count, CancellationToken.None);
            }
            catch (StoreFaultException e)
            {
                LogWaits(e, waiting.Count);
                return;
            }
#pragma warning disable CA1031 // One that can never be given back must not hold up all that come after it.
            catch (Exception e)
#pragma warning restore CA1031
            {
                LogLost(e);
            }

            waiting.TryDequeue(out _);
        }
    }

    [LoggerMessage(3401, LogLevel.Information, "The store failed; {Count} counts of attempts wait to be given back")]
    private partial void LogWaits(Exception e, int count);

    [LoggerMessage(3402, LogLevel.Warning, "Too many attempts met a fault of the store; further ones stay counted")]
    private partial void LogFull();

    [LoggerMessage(3403, LogLevel.Error, "An attempt cannot be given back; it stays counted")]
    private partial void LogLost(Exception e);
}
