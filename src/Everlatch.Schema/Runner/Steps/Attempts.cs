using System.Data.Common;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Runner.Steps;

/// <summary>Tries something again while others hold its locks: longer each time, with growing pauses, and not for ever.</summary>
/// <param name="run">The run.</param>
/// <param name="what">What is tried: a step's name.</param>
/// <param name="longest">The limits of the last tries.</param>
/// <param name="file">Its file.</param>
internal sealed class Attempts(ApplyRun run, string what, StepLimits longest, string? file = null)
{
    // Whoever waits for a lock has everybody behind it, so the first tries are short.
    private static readonly TimeSpan FirstLock = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly long begin = run.Clock.GetTimestamp();
    private int tries;
    private int pauses;
    private IReadOnlyList<Blocker> seen = [];

    /// <summary>The attempts of a step, with the limits of its file.</summary>
    public Attempts(ApplyRun run, Migration migration)
        : this(run, migration.Step, StepLimits.Of(migration), migration.File)
    {
    }

    /// <summary>The limits of the next try.</summary>
    public StepLimits Limits => longest with { Lock = Grown(FirstLock, tries, longest.Lock) };

    /// <summary>Does something until it gets its locks.</summary>
    /// <param name="attempt">One try; it leaves nothing behind when it throws.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="SchemaException">It never got them.</exception>
    public async Task<T> RunAsync<T>(Func<StepLimits, Task<T>> attempt, CancellationToken ct)
    {
        while (true)
        {
            var watch = await run.Rules.WatchAsync(run.Database, run.Connection, run.Clock, ct);
            await using (watch)
            {
                try
                {
                    return await attempt(Limits);
                }
                catch (DbException e) when (run.Rules.Sort(e) == FaultKind.Locked)
                {
                    tries++;
                }
            }

            await PauseAsync(watch.Seen, ct);
        }
    }

    /// <summary>Waits while these are in the way.</summary>
    /// <exception cref="SchemaException">That has been so for too long.</exception>
    public async Task PauseAsync(IReadOnlyList<Blocker> blockers, CancellationToken ct)
    {
        seen = blockers.Count > 0 ? blockers : seen;
        var tried = run.Clock.GetElapsedTime(begin);
        if (tried >= run.Options.RetryPatience)
        {
            throw RunFaults.NeverFree(what, file, tried, seen);
        }

        var pause = Jitter.Around(Grown(FirstPause, pauses++, LongestPause));
        run.Progress.Report(new ApplyEvent.Retrying(what, pauses, pause, blockers));
        await Task.Delay(pause, run.Clock, ct);
    }

    private static TimeSpan Grown(TimeSpan first, int times, TimeSpan most)
    {
        var grown = first * Math.Pow(2, Math.Min(times, 20));
        return grown < most ? grown : most;
    }
}
