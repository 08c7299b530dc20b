using System.Text.Json;
using System.Text.Json.Serialization;

namespace Everlatch.Release.Pipeline.Policies;

/// <summary>Reads the file, and refuses members that nobody knows: one may be misspelt.</summary>
[JsonSerializable(typeof(ReleasePolicy))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true)]
internal sealed partial class PolicyJson : JsonSerializerContext;
