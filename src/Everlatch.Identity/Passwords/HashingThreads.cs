using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Everlatch.Identity.Passwords;

/// <summary>
/// Threads of their own for work that takes tens of milliseconds of CPU, so that the thread pool stays free for tokens.
/// </summary>
internal sealed class HashingThreads : IDisposable
{
    // Nice values run from -20 to 19; a thread at 10 gets about a tenth of what a normal one gets when both want the core.
    private const int Nice = 10;
    private const int ThisThread = 0;

    private readonly BlockingCollection<Action> work = [];

    public HashingThreads(int count)
    {
        for (var i = 0; i < count; i++)
        {
            new Thread(Run) { IsBackground = true, Name = "hashing", Priority = ThreadPriority.BelowNormal }.Start();
        }
    }

    /// <summary>Runs a computation on one of the threads; one that is cancelled before its turn is not run.</summary>
    public Task<T> RunAsync<T>(Func<T> compute, CancellationToken ct)
    {
        // Continuations run on the thread pool, so that these threads do nothing but hash.
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        work.Add(() => Complete(done, compute, ct), CancellationToken.None);
        return done.Task;
    }

    public void Dispose() => work.CompleteAdding();

    private static void Complete<T>(TaskCompletionSource<T> done, Func<T> compute, CancellationToken ct)
    {
        if (ct.IsCancellationRequested)
        {
            done.SetCanceled(ct);
            return;
        }

        try
        {
            done.SetResult(compute());
        }
#pragma warning disable CA1031 // Whatever it threw belongs to the caller who waits.
        catch (Exception e)
#pragma warning restore CA1031
        {
            done.SetException(e);
        }
    }

    private void Run()
    {
        if (OperatingSystem.IsLinux())
        {
            // .NET keeps ThreadPriority to itself on Linux; there a nice value belongs to a thread. A refusal costs only
            // fairness.
            _ = SetPriority(0, ThisThread, Nice);
        }

        foreach (var compute in work.GetConsumingEnumerable())
        {
            compute();
        }
    }

    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int SetPriority(int which, uint who, int nice);
}
