using System.Text.Json.Serialization;

namespace Everlatch.Hosting.Health;

/// <summary>Writes reports without reflection.</summary>
[JsonSerializable(typeof(HealthReport))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
public sealed partial class HealthJson : JsonSerializerContext;
