using System.ComponentModel.DataAnnotations;

namespace Everlatch.Edge.Regions;

/// <summary>What an identity server tells edges. Section <c>Everlatch:Feed</c>.</summary>
public sealed class FeedOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Everlatch:Feed";

    /// <summary>The region of this server's database, such as <c>eu</c>; empty where no edge asks.</summary>
    [RegularExpression("^[a-z0-9-]{0,16}$")]
    public string Region { get; set; } = "";

    /// <summary>Bearer token that edges bring, of this region and of others; empty answers none.</summary>
    public string Token { get; set; } = "";

    /// <summary>
    /// Path of the edge key's file, with which certificates are sealed for edges; empty where edges get none from here.
    /// </summary>
    public string CertificateKeyFile { get; set; } = "";
}
