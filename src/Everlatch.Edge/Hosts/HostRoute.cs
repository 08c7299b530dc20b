using Everlatch.Core;
using Everlatch.Core.Ids;

namespace Everlatch.Edge.Hosts;

/// <summary>Where a host leads.</summary>
/// <param name="Environment">The environment; null where only the identity server knows it.</param>
/// <param name="Home">The region where its people live.</param>
public sealed record HostRoute(EnvironmentId? Environment, Region Home);
