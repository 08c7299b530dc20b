using System.Text.Json.Serialization;

namespace Everlatch.Hosting.Faults;

/// <summary>Writes faults without reflection.</summary>
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(OAuthErrorBody))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class FaultJson : JsonSerializerContext;
