using System.Text.Json.Serialization;
using Everlatch.Release.Nodes.Journal;

namespace Everlatch.Release.Nodes.Api;

/// <summary>What goes between controllers and nodes. Members that nobody knows are refused: one may be misspelt.</summary>
[JsonSerializable(typeof(NodeDocument))]
[JsonSerializable(typeof(CanaryDocument))]
[JsonSerializable(typeof(Orders.TakeTurn))]
[JsonSerializable(typeof(Orders.Place))]
[JsonSerializable(typeof(Orders.Lend))]
[JsonSerializable(typeof(Orders.Settle))]
[JsonSerializable(typeof(Orders.GoBack))]
[JsonSerializable(typeof(Orders.Part))]
[JsonSerializable(typeof(NodeEntry.StepDone))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
public sealed partial class NodeJson : JsonSerializerContext;
