using System.Runtime.CompilerServices;
using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;

namespace Everlatch.Oidc.Discovery;

/// <summary>The metadata of an issuer as it is sent, made once for each change of what it says.</summary>
internal static class DiscoveryDocument
{
    // Kept with the version of the environment that it was made from, one for each of its hosts, and dropped with it.
    private static readonly ConditionalWeakTable<DirectoryEnvironment, Dictionary<HostEntry, PublishedDocument>> Made = [];

    /// <summary>The document of the issuer that a request arrived at.</summary>
    public static PublishedDocument Of(DirectoryHost here)
    {
        var byHost = Made.GetOrCreateValue(here.Environment);
        lock (byHost)
        {
            if (!byHost.TryGetValue(here.Host, out var document))
            {
                byHost.Add(here.Host, document = new PublishedDocument(IssuerDocuments.MetadataOf(here)));
            }

            return document;
        }
    }
}
