using System.Text.Json.Serialization;

namespace Everlatch.Core.Figures;

/// <summary>Reads and writes figures without reflection. A later release may say more than this one reads.</summary>
[JsonSerializable(typeof(EdgeFigures))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true)]
public sealed partial class FiguresJson : JsonSerializerContext;
