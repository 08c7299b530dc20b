using System.Text.Json.Serialization;

namespace Everlatch.Watch.Probes;

/// <summary>Reads credentials without reflection.</summary>
[JsonSerializable(typeof(CredentialsFile))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
internal sealed partial class CredentialsJson : JsonSerializerContext;
