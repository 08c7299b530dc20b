using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Everlatch.Cli.Management;

/// <summary>The management API over HTTP: one token for a run of the CLI, problems turned into one line.</summary>
internal sealed class ManagementClient(Connection connection) : IDisposable
{
    private const string Prefix = "/api/v1";
    private const string Audience = "urn:everlatch:management";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly HttpClient http = new() { BaseAddress = connection.Url, Timeout = Patience };
    private string? token;

    /// <summary>Reads one thing, with its entity tag.</summary>
    public async Task<(JsonObject Item, string? ETag)> GetAsync(string path, CancellationToken ct)
    {
        var (body, etag) = await SendAsync(HttpMethod.Get, path, null, null, ct);
        return (body!, etag);
    }

    /// <summary>Reads a whole list, page by page.</summary>
    public async Task<JsonArray> ListAsync(string path, CancellationToken ct)
    {
        var all = new JsonArray();
        for (string? after = null; ;)
        {
            var query = after is null ? "?limit=100" : $"?limit=100&after={Uri.EscapeDataString(after)}";
            var (page, _) = await GetAsync(path + query, ct);
            foreach (var item in page["items"]!.AsArray())
            {
                all.Add(item!.DeepClone());
            }

            after = (string?)page["next"];
            if (after is null)
            {
                return all;
            }
        }
    }

    /// <summary>Makes something.</summary>
    public async Task<JsonObject> PostAsync(string path, JsonObject? body, CancellationToken ct) =>
        (await SendAsync(HttpMethod.Post, path, body, null, ct)).Body ?? [];

    /// <summary>Does something to the version that was read.</summary>
    public Task ActAsync(string path, string? etag, CancellationToken ct) => SendAsync(HttpMethod.Post, path, null, etag, ct);

    /// <summary>Changes something from the version that was read.</summary>
    public async Task<JsonObject> PutAsync(string path, JsonObject body, string? etag, CancellationToken ct) =>
        (await SendAsync(HttpMethod.Put, path, body, etag, ct)).Body ?? [];

    /// <summary>Takes something away; with an entity tag, only that version.</summary>
    public Task DeleteAsync(string path, string? etag, CancellationToken ct) =>
        SendAsync(HttpMethod.Delete, path, null, etag, ct);

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    // What succeeds is told by an object, or by nothing at all.
    private async Task<(JsonObject? Body, string? ETag)> SendAsync(
        HttpMethod method, string path, JsonObject? body, string? etag, CancellationToken ct)
    {
        token ??= await SignInAsync(ct);
        using var request = new HttpRequestMessage(method, Prefix + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        if (etag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", etag);
        }

        using var response = await AnswerAsync(request, ct);
        var answer = await ReadAsync(response, ct);
        if (response.IsSuccessStatusCode)
        {
            return answer is JsonObject || (answer is null && response.StatusCode == HttpStatusCode.NoContent)
                ? (answer as JsonObject, response.Headers.ETag?.ToString())
                : throw Strange(response);
        }

        throw answer is JsonObject problem && problem["id"] is { } id
            ? new RefusedException(id.ToString(), $"{problem["title"]}")
            : Strange(response);
    }

    private async Task<string> SignInAsync(CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth2/token");
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["resource"] = Audience,
            ["client_id"] = connection.ClientId,
            ["client_secret"] = connection.ClientSecret,
        });
        using var response = await AnswerAsync(request, ct);
        var answer = await ReadAsync(response, ct);
        return (string?)(answer as JsonObject)?["access_token"]
            ?? throw new RefusedException(
                "EL1710",
                $"{connection.Url} gave no token: {(answer as JsonObject)?["error"] ?? (int)response.StatusCode}.");
    }

    // Something between here and the server, or another server altogether.
    private RefusedException Strange(HttpResponseMessage response) =>
        new("EL1712", $"{connection.Url} answered as no Everlatch does: {(int)response.StatusCode} {response.ReasonPhrase}.");

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken ct)
    {
        try
        {
            return await http.SendAsync(request, ct);
        }
        catch (HttpRequestException e)
        {
            throw new RefusedException("EL1711", $"{connection.Url} does not answer: {e.Message}");
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new RefusedException("EL1711", $"{connection.Url} does not answer within {Patience.TotalSeconds} seconds.");
        }
    }

    private static async Task<JsonNode?> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) != true)
        {
            return null;
        }

        try
        {
            return await response.Content.ReadFromJsonAsync<JsonNode>(ct);
        }
        catch (JsonException)
        {
            return null; // an answer of something in between
        }
    }
}
