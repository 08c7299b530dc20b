using System.Text.Json;
using System.Text.Json.Serialization;

namespace Everlatch.Core.Slots;

/// <summary>Reads and writes the file without reflection, and refuses members that nobody knows: one may be misspelt.</summary>
[JsonSerializable(typeof(SlotsDocument))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
public sealed partial class SlotsJson : JsonSerializerContext;
