using Everlatch.Core;
using Everlatch.Edge.Hosts;

namespace Everlatch.Edge.Regions;

/// <summary>The hosts that the regions name, and beside them those of the configuration.</summary>
internal sealed class FollowedRoutes(LiveRoutes live, ConfiguredRoutes configured) : IHostRoutes
{
    /// <inheritdoc />
    public bool IsLoaded => live.IsKnown;

    /// <inheritdoc />
    public HostRoute? Find(HostName host) => live.Find(host.Value)?.Environment.Route ?? configured.Find(host);
}
