using Everlatch.Core;

namespace Everlatch.Release.Nodes;

/// <summary>What comes of an order.</summary>
internal abstract record NodeAnswer
{
    /// <summary>It is done, and this is true now.</summary>
    internal sealed record Done(NodeState State) : NodeAnswer;

    /// <summary>It is not, and nothing was changed.</summary>
    internal sealed record Refused(Problem Problem) : NodeAnswer;
}
