namespace Everlatch.Watch.Probes;

/// <summary>One request of a probe.</summary>
/// <param name="Name">What it was for.</param>
/// <param name="Took">How long until the whole answer was there.</param>
/// <param name="Status">Its status; 0 when there was no answer.</param>
public sealed record ProbeStep(string Name, TimeSpan Took, int Status);
