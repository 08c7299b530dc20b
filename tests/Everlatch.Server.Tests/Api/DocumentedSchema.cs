using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Everlatch.Server.Tests.Api;

/// <summary>Holds answers against the OpenAPI document: only the words of JSON Schema that the document uses.</summary>
internal sealed class DocumentedSchema(JsonNode document)
{
    /// <summary>What an answer has that the document does not say, and the other way round; empty when it fits.</summary>
    /// <param name="path">The path as the document has it.</param>
    /// <param name="method">The method.</param>
    /// <param name="answer">What came back.</param>
    public IReadOnlyList<string> Differences(string path, HttpMethod method, Answer answer)
    {
        var operation = document["paths"]![path]![method.Method.ToLowerInvariant()]!;
        if (operation["responses"]![$"{(int)answer.Status}"] is not { } response)
        {
            return [$"the status {(int)answer.Status} is not documented"];
        }

        var schema = response["content"]?.AsObject().Single().Value!["schema"];
        return (schema, answer.Text.Length > 0) switch
        {
            (null, false) => [],
            (not null, true) => [.. Differences(schema, answer.Json, "$")],
            (null, true) => ["there is a body, which is not documented"],
            (not null, false) => ["there is no body, but one is documented"],
        };
    }

    private IEnumerable<string> Differences(JsonNode schema, JsonNode? value, string at)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            return Differences(document["components"]!["schemas"]![reference.Split('/')[^1]]!, value, at);
        }

        if (schema["oneOf"] is JsonArray choices)
        {
            return choices.Any(choice => !Differences(choice!, value, at).Any()) ? [] : [$"{at} is none of what is documented"];
        }

        var kind = KindOf(value);
        if (KindsOf(schema) is { Length: > 0 } kinds && !kinds.Contains(kind))
        {
            return [$"{at} is {kind}, not {string.Join(" or ", kinds)}"];
        }

        return value switch
        {
            JsonObject members => DifferencesOfMembers(schema, members, at),
            JsonArray items when schema["items"] is { } item => items.SelectMany(one => Differences(item, one, at + "[]")),
            JsonValue when kind == "string" => DifferencesOfText(schema, (string)value!, at),
            _ => [],
        };
    }

    private IEnumerable<string> DifferencesOfMembers(JsonNode schema, JsonObject members, string at)
    {
        var properties = schema["properties"] as JsonObject ?? [];
        var missing = (schema["required"] as JsonArray ?? []).Select(name => (string)name!)
            .Where(name => !members.ContainsKey(name)).Select(name => $"{at}.{name} is missing");
        var differing = members.SelectMany(member => properties[member.Key] is { } property
            ? Differences(property, member.Value, $"{at}.{member.Key}")
            : schema["additionalProperties"] is JsonValue ? [$"{at}.{member.Key} is not documented"] : []);
        return missing.Concat(differing);
    }

    private static IEnumerable<string> DifferencesOfText(JsonNode schema, string text, string at)
    {
        if (schema["enum"] is JsonArray words && !words.Any(word => (string?)word == text))
        {
            yield return $"{at} is '{text}', which is not documented";
        }

        if ((string?)schema["pattern"] is { } pattern
            && !Regex.IsMatch(text, pattern, RegexOptions.None, TimeSpan.FromSeconds(1)))
        {
            yield return $"{at} is '{text}', which does not match {pattern}";
        }
    }

    private static string[] KindsOf(JsonNode schema) => schema["type"] switch
    {
        JsonArray several => [.. several.Select(kind => (string)kind!)],
        JsonValue one => [(string)one!],
        _ => [],
    };

    private static string KindOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null => "null",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => "integer",
        var kind => kind.Value.ToString().ToLowerInvariant(),
    };
}
