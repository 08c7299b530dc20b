namespace Everlatch.Server.Tests.Faults;

/// <summary>What is wrong with the database.</summary>
public enum FaultKind
{
    /// <summary>It stops, and answers nothing from then on.</summary>
    Stopped,

    /// <summary>It answers one call too late, and all others in time.</summary>
    Slow,

    /// <summary>It reads, and from then on refuses every write.</summary>
    ReadOnly,

    /// <summary>It reads, and from then on has no room for a write or its commit.</summary>
    DiskFull,

    /// <summary>It does what one write or commit asks, and its answer is lost on the way.</summary>
    AnswerLost,
}
