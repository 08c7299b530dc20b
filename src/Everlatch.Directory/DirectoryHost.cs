using Everlatch.Directory.Entries;

namespace Everlatch.Directory;

/// <summary>Where a request arrived: the environment and the host entry, both from one snapshot.</summary>
public sealed record DirectoryHost(DirectoryEnvironment Environment, HostEntry Host)
{
    /// <summary>The issuer of everything issued to this request.</summary>
    public string Issuer => Host.Issuer;

    /// <summary>Whether people come here by https. That is configured, and never read from a request.</summary>
    public bool IsSecure => Issuer.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    /// <summary>The look of the pages here.</summary>
    public Branding Branding => Host.Branding ?? Environment.Settings.Branding;
}
