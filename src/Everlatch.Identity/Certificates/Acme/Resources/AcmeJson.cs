using System.Text.Json.Serialization;

namespace Everlatch.Identity.Certificates.Acme.Resources;

/// <summary>Reads the authority's resources without reflection.</summary>
[JsonSerializable(typeof(AcmeDirectory))]
[JsonSerializable(typeof(AcmeOrder))]
[JsonSerializable(typeof(AcmeAuthorization))]
[JsonSerializable(typeof(AcmeChallenge))]
[JsonSerializable(typeof(AcmeProblem))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
internal sealed partial class AcmeJson : JsonSerializerContext;
