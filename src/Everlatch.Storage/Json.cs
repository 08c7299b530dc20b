using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Everlatch.Storage;

/// <summary>JSON for columns that no statement looks into.</summary>
public static class Json
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Writes a value for a column that ends in <c>_json</c>.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>Reads such a column.</summary>
    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Options)
        ?? throw new JsonException("The store holds null where a value was expected.");

    /// <summary>Reads a list of words: scopes, roles, permissions, addresses.</summary>
    public static ImmutableArray<string> Strings(string json)
    {
        if (json is "[]")
        {
            return [];
        }

        // Every refresh and every code reads some: a reader by hand costs a fifth of the serializer.
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("The store holds something else where a list of words was expected.");
        }

        var words = ImmutableArray.CreateBuilder<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
        {
            words.Add(reader.GetString()!);
        }

        return reader.TokenType == JsonTokenType.EndArray && !reader.Read()
            ? words.DrainToImmutable()
            : throw new JsonException("The store holds something else where a word was expected.");
    }
}
