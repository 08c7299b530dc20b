using Everlatch.Release.Nodes.Api;

namespace Everlatch.Release.Pipeline;

/// <summary>What a node says at one moment.</summary>
/// <param name="Region">Its region.</param>
/// <param name="State">What is true there; null when it does not answer.</param>
/// <param name="Canary">What its judge says; null when there is nothing to judge.</param>
public sealed record NodeGlance(string Region, NodeDocument? State, CanaryDocument? Canary);
