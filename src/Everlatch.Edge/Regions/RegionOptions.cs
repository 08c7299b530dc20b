namespace Everlatch.Edge.Regions;

/// <summary>A region as an edge is told of it.</summary>
public sealed class RegionOptions
{
    /// <summary>Its name, such as <c>eu</c>.</summary>
    public string Name { get; set; } = "";

    /// <summary>
    /// What its routing directory is signed with, as <c>everlatch region key</c> prints it; more than one while it changes.
    /// </summary>
    public IList<string> Keys { get; } = [];

    /// <summary>
    /// Where its edges listen for other regions (<c>Everlatch:Edge:PeerListen</c>), as a slots file names servers. The edge's own
    /// region has none: its servers are in the slots.
    /// </summary>
    public IList<string> Addresses { get; } = [];
}
