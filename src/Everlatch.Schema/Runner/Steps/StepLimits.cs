namespace Everlatch.Schema.Runner.Steps;

/// <summary>How long a statement may wait for a lock, and how long it may take.</summary>
internal sealed record StepLimits(TimeSpan Lock, TimeSpan Statement);
