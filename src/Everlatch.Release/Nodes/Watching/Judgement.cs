using Everlatch.Release.Canary;

namespace Everlatch.Release.Nodes.Watching;

/// <summary>What is known of a release that traffic is lent to.</summary>
/// <param name="Slot">Its slot.</param>
/// <param name="State">What was true of the node: other shares begin another judgement.</param>
/// <param name="Verdict">What the figures mean.</param>
/// <param name="Length">How long it was watched with these shares.</param>
internal sealed record Judgement(string Slot, NodeState State, Verdict Verdict, TimeSpan Length);
