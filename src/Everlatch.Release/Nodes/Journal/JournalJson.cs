using System.Text.Json.Serialization;

namespace Everlatch.Release.Nodes.Journal;

/// <summary>Reads and writes lines of the journal without reflection.</summary>
[JsonSerializable(typeof(NodeLine))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
internal sealed partial class JournalJson : JsonSerializerContext;
