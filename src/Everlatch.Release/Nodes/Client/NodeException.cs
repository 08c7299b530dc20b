namespace Everlatch.Release.Nodes.Client;

/// <summary>A node did not do what it was told.</summary>
public sealed class NodeException(NodeTrouble trouble, string id, string message, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>What kind of trouble.</summary>
    public NodeTrouble Trouble => trouble;

    /// <summary>The error id.</summary>
    public string Id => id;
}
