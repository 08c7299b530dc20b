namespace Everlatch.Schema.Gate;

/// <summary>The members of the problem document.</summary>
internal sealed record GateProblem(string Type, string Title, int Status, string Id);
