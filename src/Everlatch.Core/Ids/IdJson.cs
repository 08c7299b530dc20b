using System.Text.Json;
using System.Text.Json.Serialization;

namespace Everlatch.Core.Ids;

/// <summary>Writes an id as a JSON string and refuses anything that is not one.</summary>
public sealed class IdJson<TId> : JsonConverter<TId>
    where TId : struct, IId<TId>
{
    /// <inheritdoc />
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Id.TryParse<TId>(reader.GetString(), out var id)
            ? id
            : throw new JsonException($"Expected an id that starts with '{TId.Prefix}_'.");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
