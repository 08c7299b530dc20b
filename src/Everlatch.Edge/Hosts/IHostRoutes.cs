using Everlatch.Core;

namespace Everlatch.Edge.Hosts;

/// <summary>Knows which hosts there are, in memory: the edge asks for every request, before any other work.</summary>
public interface IHostRoutes
{
    /// <summary>Whether the edge may say of a host that it does not exist.</summary>
    bool IsLoaded { get; }

    /// <summary>Where a host leads; null for a host that nobody has.</summary>
    HostRoute? Find(HostName host);
}
