namespace Everlatch.Schema.Runner.Locks;

/// <summary>Tries to take the lock until it is free, at most for as long as the options say.</summary>
internal static class WaitForLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);

    /// <summary>The lock; null when somebody else kept it.</summary>
    public static async Task<IHeldLock?> RunAsync(ApplyRun run, CancellationToken ct)
    {
        var begin = run.Clock.GetTimestamp();
        TimeSpan? told = null;
        while (true)
        {
            if (await run.Rules.TryLockAsync(run.Connection, run.Owner with { Since = run.Clock.GetUtcNow() }, ct) is { } held)
            {
                return held;
            }

            var waited = run.Clock.GetElapsedTime(begin);
            if (waited >= run.Options.LockPatience)
            {
                return null;
            }

            if (told is null || waited - told >= Silence)
            {
                told = waited;
                run.Progress.Report(new ApplyEvent.Waiting(await run.Rules.FindOwnerAsync(run.Connection, ct), waited));
            }

            await Task.Delay(Jitter.Around(Pause), run.Clock, ct);
        }
    }
}
