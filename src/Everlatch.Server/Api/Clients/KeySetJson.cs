using System.Text.Json;

namespace Everlatch.Server.Api.Clients;

/// <summary>A client's JWK set is stored as text and sent as JSON.</summary>
internal static class KeySetJson
{
    public static string? Text(JsonElement? keys) =>
        keys is { ValueKind: not JsonValueKind.Null } given ? given.GetRawText() : null;

    public static JsonElement? Element(string? text) => text is null ? null : JsonElement.Parse(text);
}
