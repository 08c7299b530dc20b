using System.Collections.Concurrent;
using Everlatch.Core;
using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;
using Everlatch.Edge.Regions;
using Everlatch.Oidc.Discovery;

namespace Everlatch.Server.Wiring;

/// <summary>The documents that edges answer with, made by the code that answers with them here.</summary>
internal sealed class EdgeDocuments : IIssuerDocuments
{
    private static readonly HostEntry AnyHost = new(HostName.Trusted("issuer.invalid"), DocumentTemplate.Issuer, IsPrimary: true);

    // All that differs between environments is which algorithms they have keys for.
    private readonly ConcurrentDictionary<string, DocumentTemplate> templates = new();

    public ReadOnlyMemory<byte> KeysOf(DirectoryEnvironment environment) => JsonWebKeySetDocument.Of(environment).Utf8;

    public DocumentTemplate MetadataOf(DirectoryEnvironment environment) => templates.GetOrAdd(
        string.Join(' ', environment.Keys.Select(key => key.Algorithm).Distinct().Order(StringComparer.Ordinal)),
        static (_, environment) =>
            new DocumentTemplate(IssuerDocuments.MetadataOf(new DirectoryHost(environment, AnyHost))),
        environment);
}
