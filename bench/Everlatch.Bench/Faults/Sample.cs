namespace Everlatch.Bench.Faults;

/// <summary>One request, or one sign-in, of the load.</summary>
/// <param name="Flow">Whose.</param>
/// <param name="Sent">When, on the load's clock.</param>
/// <param name="Answered">When it was answered or given up.</param>
/// <param name="Good">Whether it was answered as a client with these credentials has to be.</param>
/// <param name="Told">The status, or why there is none.</param>
/// <param name="Refusal">What must never be told because of a fault; null otherwise.</param>
internal sealed record Sample(Flow Flow, TimeSpan Sent, TimeSpan Answered, bool Good, string Told, string? Refusal);
