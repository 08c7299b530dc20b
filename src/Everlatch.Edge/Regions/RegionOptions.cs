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
    /// Addresses that answer for it: of its identity servers for the edge's own region, of its edges for another one.
    /// </summary>
    public IList<string> Addresses { get; } = [];
}
