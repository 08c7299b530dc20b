namespace Everlatch.Server.Tests.Faults;

/// <summary>What is wrong with the database.</summary>
public enum FaultKind
{
    /// <summary>It answers nothing.</summary>
    Stopped,

    /// <summary>It answers too late.</summary>
    Slow,

    /// <summary>It reads and refuses every write.</summary>
    ReadOnly,

    /// <summary>It reads, and has no room for a write or its commit.</summary>
    DiskFull,
}
