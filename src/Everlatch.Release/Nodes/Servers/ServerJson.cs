using System.Text.Json.Serialization;

namespace Everlatch.Release.Nodes.Servers;

/// <summary>Reads what servers say of themselves.</summary>
[JsonSerializable(typeof(ServerReport))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class ServerJson : JsonSerializerContext;
