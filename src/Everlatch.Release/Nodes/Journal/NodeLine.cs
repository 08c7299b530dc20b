namespace Everlatch.Release.Nodes.Journal;

/// <summary>One line of a node's journal.</summary>
/// <param name="Number">1 for the first one.</param>
/// <param name="At">When it was written, by the node's clock. Nothing is decided by it.</param>
/// <param name="After">The hash of the line before, so that a line which was changed or taken away is noticed.</param>
/// <param name="Entry">What happened.</param>
public sealed record NodeLine(long Number, DateTimeOffset At, string After, NodeEntry Entry);
