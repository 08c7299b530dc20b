using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Everlatch.Server.Api.Http;

/// <summary>Times as RFC 3339 writes them, in UTC and to the millisecond, which is what the store keeps.</summary>
internal sealed class TimeJson : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time)
            ? time
            : throw new JsonException("A time is expected as RFC 3339 writes it.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture));
}
