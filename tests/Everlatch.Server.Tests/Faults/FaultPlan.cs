using Everlatch.Storage;

namespace Everlatch.Server.Tests.Faults;

/// <summary>Fails one call of a request: the nth that this kind of fault can meet.</summary>
internal sealed class FaultPlan(FaultKind kind, int nth)
{
    private int met;

    /// <summary>Counts only calls of this name; null counts all of them.</summary>
    public string? Only { get; init; }

    /// <summary>The call that failed; null while none has.</summary>
    public string? Struck { get; private set; }

    /// <summary>Whether a read failed after everything was committed: what was asked for is done, wholly.</summary>
    public bool StruckAfterAll { get; private set; }

    /// <summary>Whether a transaction of the request was committed.</summary>
    public bool Committed { get; set; }

    /// <summary>Throws as Storage does when the database fails at this call.</summary>
    public void Meet(string call, bool writes, bool commits = false)
    {
        var reachable = kind switch
        {
            FaultKind.ReadOnly => writes && !commits,
            FaultKind.DiskFull => writes || commits,
            _ => true,
        };
        if (reachable && (Only is null || Only == call) && Interlocked.Increment(ref met) == nth)
        {
            Struck = call;
            StruckAfterAll = Committed && !writes && call != FaultyDatabase.Begin;
            throw new StoreFaultException(call, Cause());
        }
    }

    private Exception Cause() => kind == FaultKind.Slow
        ? new TimeoutException("The test's database took too long.")
        : new IOException($"The test's database is {kind}.");
}
