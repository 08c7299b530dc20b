using System.Text.Json.Serialization;

namespace Everlatch.Schema.Gate;

/// <summary>Writes what the gate says without reflection.</summary>
[JsonSerializable(typeof(GateProblem))]
[JsonSerializable(typeof(GateReport))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class GateJson : JsonSerializerContext;
