using System.Text.Json.Serialization;

namespace Everlatch.Cli.Up;

/// <summary>Reads and writes <c>up.json</c>.</summary>
[JsonSerializable(typeof(UpFile))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
internal sealed partial class UpFileJson : JsonSerializerContext;
