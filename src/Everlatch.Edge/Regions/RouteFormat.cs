namespace Everlatch.Edge.Regions;

/// <summary>What pages say of hosts; the last character of what a page begins with.</summary>
/// <remarks>An edge says which it reads: servers and edges are replaced one by one, in whatever order.</remarks>
public enum RouteFormat : byte
{
    /// <summary>Where they lead.</summary>
    Hosts = (byte)'1',

    /// <summary>Their certificates too.</summary>
    Certificates = (byte)'2',
}
