using Everlatch.Storage;

namespace Everlatch.Server.Tests.Faults;

/// <summary>What a request asks of the store, and where the store fails it.</summary>
internal sealed class FaultPlan
{
    private readonly Func<StoreCall, bool> reaches;
    private readonly int nth;
    private readonly FaultKind kind;
    private readonly List<StoreCall> calls = [];

    private FaultPlan(Func<StoreCall, bool> reaches, int nth, FaultKind kind)
    {
        this.reaches = reaches;
        this.nth = nth;
        this.kind = kind;
    }

    /// <summary>Every call so far, the failed ones too.</summary>
    public IReadOnlyList<StoreCall> Calls
    {
        get
        {
            lock (calls)
            {
                return [.. calls];
            }
        }
    }

    /// <summary>The first call that failed; null while none has.</summary>
    public StoreCall? Struck { get; private set; }

    /// <summary>The route that the request took: its method and the pattern, or the path of what no endpoint answers.</summary>
    public string Route { get; set; } = "";

    /// <summary>Fails nothing.</summary>
    public static FaultPlan None() => new(_ => false, 1, FaultKind.Slow);

    /// <summary>Fails from the nth call that this kind of fault reaches.</summary>
    public static FaultPlan At(FaultKind kind, int nth) => new(call => kind.Reaches(call.Effect), nth, kind);

    /// <summary>Fails the first call of this name, and no other.</summary>
    public static FaultPlan At(string name) => new(call => call.Name == name, 1, FaultKind.Slow);

    /// <summary>Makes a call, unless it throws as Storage does when the database fails: before the call, or after it.</summary>
    public async Task<T> MeetAsync<T>(string name, CallEffect effect, Func<Task<T>> call)
    {
        if (!Strikes(new StoreCall(name, effect)))
        {
            return await call();
        }

        if (kind == FaultKind.AnswerLost)
        {
            await call();
        }

        throw new StoreFaultException(name, Cause()) { ChangedNothing = kind != FaultKind.AnswerLost };
    }

    /// <inheritdoc cref="MeetAsync{T}(string, CallEffect, Func{Task{T}})" />
    public Task<T> MeetAsync<T>(Statement statement, Func<Task<T>> call) =>
        MeetAsync(statement.Name, statement.Writes ? CallEffect.Writes : CallEffect.Reads, call);

    private bool Strikes(StoreCall call)
    {
        lock (calls)
        {
            calls.Add(call);
            if (!reaches(call) || (Struck is null ? calls.Count(reaches) != nth : !kind.Stays()))
            {
                return false;
            }

            Struck ??= call;
            return true;
        }
    }

    private Exception Cause() => kind == FaultKind.Slow
        ? new TimeoutException("The test's database took too long.")
        : new IOException($"The test's database is {kind}.");
}
