namespace Everlatch.Release.Pipeline;

/// <summary>How far a step is.</summary>
public enum StepState
{
    /// <summary>It runs.</summary>
    Begun,

    /// <summary>It need not run.</summary>
    Skipped,

    /// <summary>It is done.</summary>
    Done,

    /// <summary>A gate refused.</summary>
    Refused,

    /// <summary>It could not be done.</summary>
    Failed,

    /// <summary>The region does not answer.</summary>
    Unreachable,
}
