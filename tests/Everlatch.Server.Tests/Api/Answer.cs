using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Everlatch.Server.Tests.Api;

/// <summary>What came back.</summary>
internal sealed record Answer(HttpStatusCode Status, JsonNode? Json, string? ETag, HttpResponseHeaders Headers, string Text)
{
    /// <summary>The error id of a problem document.</summary>
    public string? Error => (string?)Json?["id"];

    /// <summary>The item's id.</summary>
    public string Id => (string)Json!["id"]!;

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var json = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true
            ? JsonNode.Parse(text)
            : null;
        return new Answer(response.StatusCode, json, response.Headers.ETag?.ToString(), response.Headers, text);
    }

    /// <summary>Asserts the status, and shows the body when it is another.</summary>
    public Answer Is(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{(int)status} was expected, not {(int)Status}: {Text}");
        return this;
    }

    /// <summary>Asserts a refusal by status and error id, as a problem document.</summary>
    public void Refuses(int status, string error)
    {
        Is((HttpStatusCode)status);
        Assert.Equal(error, Error);
        Assert.Equal(status, (int?)Json!["status"]);
        Assert.Equal("urn:everlatch:error:" + error, (string?)Json["type"]);
    }
}
