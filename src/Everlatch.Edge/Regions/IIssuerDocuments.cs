using Everlatch.Directory.Entries;

namespace Everlatch.Edge.Regions;

/// <summary>The public documents of an environment, which any edge answers with.</summary>
public interface IIssuerDocuments
{
    /// <summary>Its JWK set as it is served.</summary>
    ReadOnlyMemory<byte> KeysOf(DirectoryEnvironment environment);

    /// <summary>Its discovery document; one and the same value for all environments that say the same.</summary>
    DocumentTemplate MetadataOf(DirectoryEnvironment environment);
}
