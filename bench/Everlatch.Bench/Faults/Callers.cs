using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Everlatch.Bench.Servers;

namespace Everlatch.Bench.Faults;

/// <summary>Machines, applications and operators of one region, at the door of any.</summary>
/// <param name="up">What <c>up</c> told of their region.</param>
/// <param name="host">The host of their environment.</param>
internal sealed class Callers(JsonElement up, string host)
{
    private string access = "";

    private string Form { get; } = Product.MachineForm(up);

    /// <summary>The environment that they are of.</summary>
    public string Environment { get; private set; } = "";

    /// <summary>The operator's token.</summary>
    public string Operator { get; private set; } = "";

    /// <summary>A person's access token, as the last refresh brought it.</summary>
    public string Access
    {
        get => Volatile.Read(ref access);
        set => Volatile.Write(ref access, value);
    }

    /// <summary>A machine's token.</summary>
    public string Machine { get; private set; } = "";

    /// <summary>Gets tokens that outlive a row of the matrix; none of it is measured.</summary>
    public async Task PrepareAsync(Door door)
    {
        Machine = Member(await MachineAsync(door), "access_token");
        var management = up.GetProperty("management");
        Operator = Member(
            await PostAsync(door, "/oauth2/token", $"grant_type=client_credentials&client_id={Text(management, "client_id")}"
                + $"&client_secret={Text(management, "client_secret")}&resource=urn:everlatch:management"),
            "access_token");
        var environments = await GetAsync(door, "/api/v1/environments", Operator);
        using var listed = JsonDocument.Parse(environments.Body);
        Environment = listed.RootElement.GetProperty("items")[0].GetProperty("id").GetString()!;
    }

    public Task<Reply> DocumentAsync(Door door, bool keys) =>
        GetAsync(door, keys ? "/oauth2/jwks" : "/.well-known/openid-configuration");

    public Task<Reply> MachineAsync(Door door) => PostAsync(door, "/oauth2/token", Form);

    public Task<Reply> IntrospectAsync(Door door) => PostAsync(
        door,
        "/oauth2/introspect",
        $"token={Machine}&"
            + string.Join('&', Form.Split('&').Where(part => part.StartsWith("client_", StringComparison.Ordinal))));

    public Task<Reply> UserinfoAsync(Door door) => GetAsync(door, "/oauth2/userinfo", Access);

    public Task<Reply> RefreshAsync(Door door, string token) => PostAsync(
        door, "/oauth2/token", $"grant_type=refresh_token&{Product.WebClient(up)}&refresh_token={Uri.EscapeDataString(token)}");

    /// <summary>Asks the management API to make something below the environment.</summary>
    public Task<Reply> CreateAsync(Door door, string path, object body) => door.SendAsync(() => Request(
        HttpMethod.Post,
        $"/api/v1/environments/{Environment}/{path}",
        new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"),
        Operator));

    /// <summary>Reads a page or an answer of the API.</summary>
    public Task<Reply> GetAsync(Door door, string path, string? token = null, string? cookies = null, string? at = null) =>
        door.SendAsync(() => Request(HttpMethod.Get, path, null, token, cookies, at));

    /// <summary>Sends a form.</summary>
    public Task<Reply> PostAsync(Door door, string path, string form, string? cookies = null) => door.SendAsync(() => Request(
        HttpMethod.Post, path, new StringContent(form, Encoding.ASCII, "application/x-www-form-urlencoded"), null, cookies));

    /// <summary>A text member of a JSON answer.</summary>
    public static string Member(Reply reply, string name)
    {
        using var body = JsonDocument.Parse(reply.Body);
        return body.RootElement.TryGetProperty(name, out var value)
            ? value.GetString()!
            : throw new InvalidOperationException($"{name} was expected: {reply.Body}");
    }

    private HttpRequestMessage Request(
        HttpMethod method, string path, HttpContent? content, string? token, string? cookies = null, string? at = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Host = at ?? host;
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        if (cookies is { Length: > 0 })
        {
            request.Headers.Add("Cookie", cookies);
        }

        return request;
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
