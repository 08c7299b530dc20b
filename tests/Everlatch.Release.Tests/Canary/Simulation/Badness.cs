namespace Everlatch.Release.Tests.Canary.Simulation;

/// <summary>What is wrong with a simulated release.</summary>
public enum Badness
{
    Nothing,
    Slow,
    Erring,
    ErringWhereNobodyProbes,
    Leaking,
    Storm401,
    Storm404,
    WrongKeys,
    SchemaMismatch,
    CrashAfterMinutes,
    OneTenant,
    OneTenant401,
    SlowWhereNobodyProbes,
}
