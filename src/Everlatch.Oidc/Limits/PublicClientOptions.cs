using System.ComponentModel.DataAnnotations;

namespace Everlatch.Oidc.Limits;

/// <summary>
/// Bounds of what anybody may have kept in the name of a public client: pushed requests and device authorizations. Section
/// <c>Everlatch:PublicClients</c>.
/// </summary>
public sealed class PublicClientOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Everlatch:PublicClients";

    /// <summary>Requests a minute from one address for one client in the long run, on each server. Default 300.</summary>
    [Range(1, 100_000)]
    public int RequestsPerMinute { get; set; } = 300;

    /// <summary>Requests from one address for one client at once. Default 100.</summary>
    [Range(1, 100_000)]
    public int Burst { get; set; } = 100;
}
