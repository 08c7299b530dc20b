namespace Everlatch.Watch.Probes;

/// <summary>Why a probe failed.</summary>
/// <param name="Kind">What went wrong.</param>
/// <param name="Reason">A sentence: what was expected and what was found, without secrets.</param>
public sealed record ProbeFailure(FailureKind Kind, string Reason);
