namespace Everlatch.Server.Tests.Faults;

/// <summary>What a call asks of the store.</summary>
public enum CallEffect
{
    /// <summary>Rows, or a transaction that has changed nothing yet.</summary>
    Reads,

    /// <summary>Changed rows.</summary>
    Writes,

    /// <summary>That a transaction counts.</summary>
    Commits,
}
