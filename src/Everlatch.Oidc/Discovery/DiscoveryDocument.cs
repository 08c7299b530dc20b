using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Everlatch.Directory;
using Everlatch.Directory.Entries;

namespace Everlatch.Oidc.Discovery;

/// <summary>The metadata of an issuer as it is sent, made once for each change of what it says.</summary>
internal sealed class DiscoveryDocument
{
    // Kept with the version of the environment that it was made from, one for each of its hosts, and dropped with it.
    private static readonly ConditionalWeakTable<DirectoryEnvironment, Dictionary<HostEntry, DiscoveryDocument>> Made = [];

    private DiscoveryDocument(DirectoryHost here)
    {
        Utf8 = IssuerDocuments.MetadataOf(here);
        ETag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Utf8.Span)[..16])}\"";
    }

    /// <summary>The document as JSON.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>Its strong entity tag (RFC 9110 §8.8.3).</summary>
    public string ETag { get; }

    /// <summary>The document of the issuer that a request arrived at.</summary>
    public static DiscoveryDocument Of(DirectoryHost here)
    {
        var byHost = Made.GetOrCreateValue(here.Environment);
        lock (byHost)
        {
            if (!byHost.TryGetValue(here.Host, out var document))
            {
                byHost.Add(here.Host, document = new DiscoveryDocument(here));
            }

            return document;
        }
    }
}
