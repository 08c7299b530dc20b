namespace Everlatch.Server.Tests.Faults;

/// <summary>Which calls a fault meets.</summary>
internal static class FaultKinds
{
    /// <summary>Whether such a database fails a call with this effect.</summary>
    public static bool Reaches(this FaultKind kind, CallEffect effect) => kind switch
    {
        FaultKind.ReadOnly => effect == CallEffect.Writes,
        FaultKind.DiskFull or FaultKind.AnswerLost => effect != CallEffect.Reads,
        _ => true,
    };

    /// <summary>Whether it fails every call that it reaches after the first.</summary>
    public static bool Stays(this FaultKind kind) => kind is not (FaultKind.Slow or FaultKind.AnswerLost);
}
