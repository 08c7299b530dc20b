namespace Everlatch.Watch.Probes;

/// <summary>Ends a probe at the first step that goes wrong; <see cref="RunProbes" /> makes a report of it.</summary>
internal sealed class ProbeFailedException(FailureKind kind, string reason) : Exception(reason)
{
    /// <summary>Why.</summary>
    public ProbeFailure Failure { get; } = new(kind, reason);
}
