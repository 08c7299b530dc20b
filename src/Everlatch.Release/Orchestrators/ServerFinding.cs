namespace Everlatch.Release.Orchestrators;

/// <summary>What a server said of itself.</summary>
/// <param name="Server">Where it was asked.</param>
/// <param name="Wrong">What is not as it was deployed, a sentence each; empty when nothing is.</param>
public sealed record ServerFinding(Uri Server, IReadOnlyList<string> Wrong);
