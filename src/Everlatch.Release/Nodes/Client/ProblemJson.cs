using System.Text.Json.Serialization;
using Everlatch.Hosting.Faults;

namespace Everlatch.Release.Nodes.Client;

/// <summary>Reads the problem documents of nodes.</summary>
[JsonSerializable(typeof(ProblemBody))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class ProblemJson : JsonSerializerContext;
