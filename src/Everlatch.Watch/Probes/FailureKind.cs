namespace Everlatch.Watch.Probes;

/// <summary>What went wrong in a probe.</summary>
public enum FailureKind
{
    /// <summary>The answer is 4xx, although the credentials are good.</summary>
    Refused,

    /// <summary>The answer is 5xx.</summary>
    Fault,

    /// <summary>There is no connection, or it ended.</summary>
    Unreachable,

    /// <summary>There was no answer in time.</summary>
    TimedOut,

    /// <summary>The answer is not what it should be.</summary>
    WrongAnswer,

    /// <summary>A token is not signed by a key that is published.</summary>
    WrongKey,

    /// <summary>What should have been refused was not.</summary>
    Accepted,
}
