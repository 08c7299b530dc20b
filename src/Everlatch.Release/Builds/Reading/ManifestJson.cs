using System.Text.Json.Serialization;

namespace Everlatch.Release.Builds.Reading;

/// <summary>Writes and reads manifests and signatures, without reflection; what is unknown is refused.</summary>
[JsonSerializable(typeof(ReleaseManifest))]
[JsonSerializable(typeof(ReleaseSignature))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 8,
    WriteIndented = true,
    NewLine = "\n")]
internal sealed partial class ManifestJson : JsonSerializerContext;
