using System.Text.Json.Serialization;

namespace Everlatch.Server.Faults;

/// <summary>Writes faults without reflection.</summary>
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(OAuthErrorBody))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class FaultJson : JsonSerializerContext;
