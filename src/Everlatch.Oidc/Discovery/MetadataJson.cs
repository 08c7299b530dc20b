using System.Text.Json.Serialization;

namespace Everlatch.Oidc.Discovery;

/// <summary>Writes metadata without reflection, under the names that RFC 8414 registers.</summary>
[JsonSerializable(typeof(IssuerMetadata))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class MetadataJson : JsonSerializerContext;
