using System.Text.Json;
using System.Text.Json.Serialization;

namespace Everlatch.Server.Api.Http;

/// <summary>JSON of the management API: snake_case, and nothing accepted that is not understood.</summary>
internal static class StrictJson
{
    /// <summary>Deeper bodies are refused before they are read.</summary>
    public const int MaxDepth = 16;

    /// <summary>Sets the rules.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.PropertyNameCaseInsensitive = false;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.MaxDepth = MaxDepth;
        options.Converters.Add(new TimeJson());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
    }
}
