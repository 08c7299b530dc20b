using System.Collections.Concurrent;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Tokens;
using Everlatch.Edge.Hosts;

namespace Everlatch.Edge.Regions;

/// <summary>What an edge knows of an environment: where it is at home, and documents that the edge answers with.</summary>
public sealed class RoutedEnvironment
{
    private readonly DocumentTemplate template;

    // Made when first asked for, so that a million hosts cost nothing; a change of the environment makes another value.
    private readonly Lazy<PublishedDocument> keys;
    private readonly Lazy<ConcurrentDictionary<string, PublishedDocument>> metadata = new(() => new());

    internal RoutedEnvironment(EnvironmentId id, Region home, byte[] keys, DocumentTemplate template)
    {
        Route = new HostRoute(id, home);
        this.keys = new Lazy<PublishedDocument>(() => new PublishedDocument(keys));
        this.template = template;
    }

    /// <summary>Where its hosts lead.</summary>
    public HostRoute Route { get; }

    /// <summary>Its JWK set.</summary>
    public PublishedDocument Keys => keys.Value;

    /// <summary>The discovery document of one of its issuers.</summary>
    public PublishedDocument MetadataOf(string issuer) =>
        metadata.Value.GetOrAdd(issuer, static (issuer, template) => template.For(issuer), template);
}
