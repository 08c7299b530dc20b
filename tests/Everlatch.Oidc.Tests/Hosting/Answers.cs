using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Everlatch.Oidc.Tests.Hosting;

/// <summary>Reads what a server answered.</summary>
internal static class Answers
{
    /// <summary>Where the answer sends the browser.</summary>
    public static Uri RedirectedTo(this HttpResponseMessage response) =>
        response.Headers.Location ?? throw new InvalidOperationException($"{response.StatusCode} sends nobody anywhere.");

    /// <summary>A parameter of an address; null when it has none of the name.</summary>
    public static string? Parameter(this Uri address, string name)
    {
        var text = address.OriginalString;
        var query = text.IndexOf('?', StringComparison.Ordinal);
        return query >= 0 && QueryHelpers.ParseQuery(text[query..]).TryGetValue(name, out var value) ? value.ToString() : null;
    }

    /// <summary>The body as JSON.</summary>
    public static async Task<JsonObject> JsonAsync(this HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        try
        {
            return JsonNode.Parse(text)!.AsObject();
        }
        catch (JsonException)
        {
            throw new InvalidOperationException($"{(int)response.StatusCode} came with no JSON: {text}");
        }
    }

    /// <summary>A text member of a JSON object.</summary>
    public static string Text(this JsonObject json, string name) =>
        (string?)json[name] ?? throw new InvalidOperationException($"There is no '{name}' in {json}.");

    /// <summary>A token, not verified.</summary>
    public static JsonWebToken Jwt(this JsonObject json, string name) => new(json.Text(name));

    /// <summary>The error of a JSON answer; null when it has none.</summary>
    public static async Task<string?> ErrorAsync(this Task<HttpResponseMessage> answer)
    {
        using var response = await answer;
        return (string?)(await response.JsonAsync())["error"];
    }
}
