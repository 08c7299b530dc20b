namespace Everlatch.Hosting.Health;

/// <summary>How long a stopping server takes for each step.</summary>
/// <param name="AcceptingSeconds">Seconds in which it is not ready but still accepts.</param>
/// <param name="FinishingSeconds">Seconds that requests in flight may take after that.</param>
public sealed record DrainTimes(int AcceptingSeconds, int FinishingSeconds);
