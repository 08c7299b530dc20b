using System.ComponentModel.DataAnnotations;

namespace Everlatch.Edge.Regions;

/// <summary>Where an edge learns which host leads where. Section <c>Everlatch:Routes</c>.</summary>
public sealed class RoutesOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Everlatch:Routes";

    /// <summary>
    /// The regions, the edge's own among them: <c>Name</c>, <c>Keys</c> and, of others, <c>Addresses</c>. Empty where the hosts
    /// of <c>Everlatch:Edge</c> are all that there are.
    /// </summary>
    public IList<RegionOptions> Regions { get; } = [];

    /// <summary>Folder of this edge's own in which it keeps what it heard, to start from.</summary>
    public string Folder { get; set; } = "routes";

    /// <summary>The bearer token of the feed (<c>Everlatch:Feed:Token</c> of the servers).</summary>
    public string Token { get; set; } = "";

    /// <summary>
    /// Path of the edge key's file, with which regions seal certificates for edges; empty where this edge gets none from them.
    /// </summary>
    public string CertificateKeyFile { get; set; } = "";

    /// <summary>Milliseconds between two looks for changes. Default 500: a change is live in every edge within 2 s.</summary>
    [Range(50, 60_000)]
    public int PollMilliseconds { get; set; } = 500;
}
