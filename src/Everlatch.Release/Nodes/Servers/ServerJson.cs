using System.Text.Json.Serialization;

namespace Everlatch.Release.Nodes.Servers;

/// <summary>Reads and writes what a node keeps of its servers, and what they say of themselves.</summary>
[JsonSerializable(typeof(ProcessIdentity))]
[JsonSerializable(typeof(ServerReport))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class ServerJson : JsonSerializerContext;
