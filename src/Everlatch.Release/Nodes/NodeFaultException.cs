namespace Everlatch.Release.Nodes;

/// <summary>A node cannot do now what it was told, for a reason of its machine.</summary>
public sealed class NodeFaultException(string id, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The error id.</summary>
    public string Id => id;
}
