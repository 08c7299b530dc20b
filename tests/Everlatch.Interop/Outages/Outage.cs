namespace Everlatch.Interop.Outages;

/// <summary>What can happen to a primary database.</summary>
public enum Outage
{
    /// <summary>It stopped as by a power cut.</summary>
    Stopped,

    /// <summary>It holds its connections and answers nothing.</summary>
    Frozen,

    /// <summary>It works, and nothing gets through to it.</summary>
    CutOff,

    /// <summary>It reads and refuses every write.</summary>
    ReadOnly,
}
