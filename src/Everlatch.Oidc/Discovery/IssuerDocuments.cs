using System.Text.Json;
using Everlatch.Directory;

namespace Everlatch.Oidc.Discovery;

/// <summary>What an issuer publishes, for whoever answers in its place.</summary>
public static class IssuerDocuments
{
    /// <summary>Its metadata (OpenID Connect Discovery §3) as JSON.</summary>
    public static byte[] MetadataOf(DirectoryHost here) =>
        JsonSerializer.SerializeToUtf8Bytes(IssuerMetadata.Of(here), MetadataJson.Default.IssuerMetadata);
}
