using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Everlatch.Bench.Load;

/// <summary>
/// What applications, machines, operators and strangers ask, all at once for a while; and which status each question was answered
/// with.
/// </summary>
internal sealed class MixedLoad(int port, JsonElement up)
{
    private const int Workers = 4;
    private readonly ConcurrentDictionary<(string Question, int Status), int> answers = new();
    private readonly JsonElement management = up.GetProperty("management");

    /// <summary>Runs it: how often each question was answered with each status.</summary>
    public async Task<IReadOnlyDictionary<(string Question, int Status), int>> RunAsync(TimeSpan duration)
    {
        answers.Clear();
        var begin = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(begin) < duration)
            {
                await OnceAsync();
            }
        })));
        return answers.ToDictionary();
    }

    private async Task OnceAsync()
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")),
        };
        await GetAsync(http, "discovery", "/.well-known/openid-configuration");
        await GetAsync(http, "keys", "/oauth2/jwks");
        await GetAsync(http, "health", "/health/ready");
        await GetAsync(http, "unknown path", "/nowhere");
        var machine = Servers.Product.MachineForm(up);
        var token = TokenIn(await PostAsync(http, "machine token", "/oauth2/token", machine));
        await PostAsync(
            http, "machine token, wrong secret", "/oauth2/token", machine.Replace("&client_secret=", "&client_secret=x"));
        await PostAsync(http, "introspection", "/oauth2/introspect", $"token={token}&{ClientOf(machine)}");
        await PeopleAsync(http);
        await OperatorsAsync(http);
    }

    private async Task PeopleAsync(HttpClient http)
    {
        using var person = new Person(port, up);
        await person.SignInAsync(); // any other status throws
        answers.AddOrUpdate(("sign-in", 303), 1, (_, count) => count + 1);
        await person.ChooseTenantAsync();
        var refresh = await person.AuthorizeAsync();
        var form = $"grant_type=refresh_token&{Servers.Product.WebClient(up)}&refresh_token=";
        var access = TokenIn(await PostAsync(http, "refresh", "/oauth2/token", form + refresh));
        await PostAsync(http, "refresh, forged", "/oauth2/token", form + "ert_forged");
        await GetAsync(http, "userinfo", "/oauth2/userinfo", access);
        await GetAsync(http, "userinfo, no token", "/oauth2/userinfo");
        await PostAsync(http, "revocation", "/oauth2/revoke", $"token={refresh}&{Servers.Product.WebClient(up)}");
    }

    private async Task OperatorsAsync(HttpClient http)
    {
        var (id, secret) = (management.GetProperty("client_id").GetString(), management.GetProperty("client_secret").GetString());
        var form = $"grant_type=client_credentials&client_id={id}&client_secret={secret}&resource=urn:everlatch:management";
        var token = TokenIn(await PostAsync(http, "operator's token", "/oauth2/token", form));
        await GetAsync(http, "list of environments", "/api/v1/environments", token);
        await GetAsync(http, "list of environments, no token", "/api/v1/environments");
    }

    private Task<string> GetAsync(HttpClient http, string question, string path, string? token = null) =>
        SendAsync(http, question, new HttpRequestMessage(HttpMethod.Get, path), token);

    private Task<string> PostAsync(HttpClient http, string question, string path, string form) =>
        SendAsync(http, question, new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(form, Encoding.ASCII, "application/x-www-form-urlencoded"),
        }, null);

    private async Task<string> SendAsync(HttpClient http, string question, HttpRequestMessage request, string? token)
    {
        using (request)
        {
            request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
            using var response = await http.SendAsync(request);
            answers.AddOrUpdate((question, (int)response.StatusCode), 1, (_, count) => count + 1);
            return await response.Content.ReadAsStringAsync();
        }
    }

    // The first two members of a machine's form name and prove it, without what it asks for.
    private static string ClientOf(string form) =>
        string.Join('&', form.Split('&').Where(member => member.StartsWith("client_", StringComparison.Ordinal)));

    private static string TokenIn(string answer)
    {
        using var json = JsonDocument.Parse(answer);
        return json.RootElement.TryGetProperty("access_token", out var token)
            ? token.GetString()!
            : throw new InvalidOperationException($"A token was expected: {answer}");
    }
}
