using System.Collections.Immutable;
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
    public static ImmutableArray<string> Strings(string json) =>
        json is "[]" ? [] : ImmutableArray.Create(Read<string[]>(json));
}
