using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Everlatch.Testing.Processes;

/// <summary>The management API of a started product, with the credentials that <c>up.json</c> holds.</summary>
public sealed class ManagementClient : IDisposable
{
    private readonly HttpClient http = new();
    private readonly string prefix;

    private ManagementClient(string url, string token, string environment)
    {
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        prefix = $"{url}/environments/{environment}";
    }

    /// <summary>Gets a token and finds the demo environment.</summary>
    public static Task<ManagementClient> OpenAsync(UpProcess up, CancellationToken ct) => OpenAsync(up.Up, ct);

    /// <summary>The same, of the region or product whose <c>up.json</c> this is.</summary>
    public static async Task<ManagementClient> OpenAsync(JsonElement up, CancellationToken ct)
    {
        var management = up.GetProperty("management");
        var url = management.GetProperty("url").GetString()!;
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = management.GetProperty("client_id").GetString()!,
            ["client_secret"] = management.GetProperty("client_secret").GetString()!,
        });
        using var answer = await http.PostAsync(new Uri($"{up.GetProperty("issuer").GetString()}/oauth2/token"), form, ct);
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonObject>(ct))!["access_token"]!.GetValue<string>();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var environments = await http.GetFromJsonAsync<JsonObject>(new Uri($"{url}/environments"), ct);
        return new ManagementClient(url, token, environments!["items"]![0]!["id"]!.GetValue<string>());
    }

    /// <summary>Makes something and returns what was made.</summary>
    public async Task<JsonElement> CreateAsync(string path, object body, CancellationToken ct)
    {
        using var answer = await http.PostAsJsonAsync(new Uri(prefix + path), body, ct);
        var text = await answer.Content.ReadAsStringAsync(ct);
        return answer.IsSuccessStatusCode
            ? JsonDocument.Parse(text).RootElement
            : throw new InvalidOperationException($"POST {path} answered {(int)answer.StatusCode}: {text}");
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();
}
