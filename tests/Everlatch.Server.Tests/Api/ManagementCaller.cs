using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Everlatch.Core.Ids;
using Everlatch.Identity.Apis;

namespace Everlatch.Server.Tests.Api;

/// <summary>Calls the management API over HTTP, at one environment's host.</summary>
internal sealed class ManagementCaller(Uri address, string host, EnvironmentId environment)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    /// <summary>The access token that it sends; null sends none.</summary>
    public string? Token { get; set; }

    /// <summary>The client that got it.</summary>
    public string ClientId { get; private set; } = "";

    /// <summary>Its environment.</summary>
    public EnvironmentId Environment => environment;

    /// <summary>The path of its own environment.</summary>
    public string Own => $"/api/v1/environments/{environment}";

    /// <summary>Gets a token by client_credentials.</summary>
    public async Task<Answer> SignInAsync(string clientId, string secret, string? scope = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/oauth2/token"));
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["resource"] = ManagementScopes.Audience,
            ["client_id"] = clientId,
            ["client_secret"] = secret,
        };
        if (scope is not null)
        {
            form["scope"] = scope;
        }

        request.Content = new FormUrlEncodedContent(form);
        var answer = await SendAsync(request);
        Token = (string?)answer.Json?["access_token"];
        ClientId = clientId;
        return answer;
    }

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> PostAsync(string path, object? body, string? idempotencyKey = null) =>
        SendAsync(HttpMethod.Post, path, Json(body), idempotencyKey is null ? null : ("Idempotency-Key", idempotencyKey));

    public Task<Answer> PutAsync(string path, object body, string? ifMatch) =>
        SendAsync(HttpMethod.Put, path, Json(body), ifMatch is null ? null : ("If-Match", ifMatch));

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public Task<Answer> SendAsync(
        HttpMethod method, string path, HttpContent? content = null, (string Name, string Value)? header = null)
    {
        var request = new HttpRequestMessage(method, new Uri(address, path)) { Content = content };
        if (header is { } extra)
        {
            request.Headers.TryAddWithoutValidation(extra.Name, extra.Value);
        }

        return SendAsync(request);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        request.Headers.Host = host;
        if (Token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        }

        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response);
    }

    /// <summary>A JSON body of exactly this text.</summary>
    public static StringContent Raw(string json) => new(json, Encoding.UTF8, "application/json");

    private static StringContent? Json(object? body) => body switch
    {
        null => null,
        string text => Raw(text),
        JsonNode node => Raw(node.ToJsonString()),
        _ => Raw(System.Text.Json.JsonSerializer.Serialize(body)),
    };
}
