using System.Text.Json.Serialization;

namespace Everlatch.Server.Health;

/// <summary>Writes reports without reflection.</summary>
[JsonSerializable(typeof(HealthReport))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class HealthJson : JsonSerializerContext;
