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

    /// <summary>Throws as Storage does when the database fails at this call.</summary>
    public void Meet(string name, CallEffect effect)
    {
        var call = new StoreCall(name, effect);
        lock (calls)
        {
            calls.Add(call);
            if (!reaches(call) || (Struck is null ? calls.Count(reaches) != nth : !kind.Stays()))
            {
                return;
            }

            Struck ??= call;
        }

        throw new StoreFaultException(name, Cause());
    }

    /// <inheritdoc cref="Meet(string, CallEffect)" />
    public void Meet(Statement statement) => Meet(statement.Name, statement.Writes ? CallEffect.Writes : CallEffect.Reads);

    private Exception Cause() => kind == FaultKind.Slow
        ? new TimeoutException("The test's database took too long.")
        : new IOException($"The test's database is {kind}.");
}
