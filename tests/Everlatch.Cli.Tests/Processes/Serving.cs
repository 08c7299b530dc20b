using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Everlatch.Storage;
using Everlatch.Testing.Processes;

namespace Everlatch.Cli.Tests.Processes;

/// <summary>An <c>everlatch serve</c>, or an <c>up</c>, over a test's database, in a process of its own.</summary>
internal sealed class Serving : IAsyncDisposable
{
    /// <summary>The host that its environment is reached by.</summary>
    public const string Host = FrontDoor.Host;

    private static readonly string MasterKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private readonly HttpClient http = new();
    private readonly int port = FreePort.Take();

    private readonly string? host;

    private Serving(StorageOptions storage, string? schemaFolder)
    {
        var settings = Settings(storage);
        settings["EVERLATCH__SERVER__LISTEN__0"] = $"http://127.0.0.1:{port}";
        settings["EVERLATCH__SERVER__DRAINSECONDS"] = "0";
        settings["EVERLATCH__HEALTH__SCHEMARECHECKSECONDS"] = "5";
        if (schemaFolder is not null)
        {
            settings["EVERLATCH__STORAGE__SCHEMAFOLDER"] = schemaFolder;
        }

        host = Host;
        Process = Running.Everlatch(settings, "serve");
    }

    private Serving(Place place, string postgres, IReadOnlyDictionary<string, string> environment) =>
        Process = Running.Everlatch(
            environment, "up", "--data", place.Folder, "--port", $"{port}", "--no-demo", "--postgres", postgres);

    /// <summary>The process, with all that it logged.</summary>
    public Running Process { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Starts one, with the schema of its build or of a folder.</summary>
    public static Serving Start(StorageOptions storage, string? schemaFolder = null) => new(storage, schemaFolder);

    /// <summary>Starts an <c>up</c> instead that is told of a PostgreSQL.</summary>
    public static Serving Up(Place place, string postgres, IReadOnlyDictionary<string, string>? environment = null) =>
        new(place, postgres, environment ?? new Dictionary<string, string>());

    /// <summary>Runs another verb over the same database.</summary>
    public static Running Verb(StorageOptions storage, params IEnumerable<string> verb) =>
        Running.Everlatch(Settings(storage), verb);

    /// <summary>Runs a verb to its end, which must be this one, and returns all that it said.</summary>
    public static async Task<string> DoneAsync(int exit, StorageOptions storage, params string[] verb)
    {
        await using var run = Verb(storage, verb);
        Assert.True(exit == await run.ExitAsync(), $"{string.Join(' ', verb)} did not end with {exit}: {run.Output}{run.Error}");
        return run.Output + run.Error;
    }

    /// <summary>Runs a verb with <c>--json</c>; standard output must be one document.</summary>
    public static async Task<JsonElement> JsonAsync(int exit, StorageOptions storage, params string[] verb)
    {
        await using var run = Verb(storage, [.. verb, "--json"]);
        Assert.True(exit == await run.ExitAsync(), $"{string.Join(' ', verb)} did not end with {exit}: {run.Output}{run.Error}");
        return JsonDocument.Parse(run.Output).RootElement;
    }

    /// <summary>Asks for a path as a proxy does, with the public host; status 0 when nobody listens.</summary>
    public Task<(HttpStatusCode Status, string Body, HttpResponseHeaders? Headers)> GetAsync(
        string path, string? bearer = null) => SendAsync(HttpMethod.Get, path, bearer);

    /// <summary>The same with another method.</summary>
    public async Task<(HttpStatusCode Status, string Body, HttpResponseHeaders? Headers)> SendAsync(
        HttpMethod method, string path, string? bearer = null)
    {
        using var request = new HttpRequestMessage(method, new Uri($"http://127.0.0.1:{port}{path}"));
        request.Headers.Authorization = bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer);
        return await SendAsync(request);
    }

    /// <summary>Reads its metrics, as a process of this machine may that asks by a loopback name.</summary>
    public Task<string> MetricsAsync() => http.GetStringAsync(new Uri($"http://localhost:{port}/metrics"), Ct);

    /// <summary>Waits until one of them is told like this.</summary>
    public async Task UntilMetricAsync(Func<string, bool> isLike)
    {
        for (var look = 0; look < 600; look++)
        {
            if ((await MetricsAsync()).Split('\n').Any(isLike))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Ct);
        }

        throw new TimeoutException($"No metric is told like that:\n{await MetricsAsync()}");
    }

    /// <summary>Asks for a machine token.</summary>
    public async Task<(HttpStatusCode Status, string Body, HttpResponseHeaders? Headers)> TokenAsync(
        string clientId, string secret, string scope)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"http://127.0.0.1:{port}/oauth2/token"));
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = clientId,
            ["client_secret"] = secret,
            ["resource"] = "urn:everlatch:management",
            ["scope"] = scope,
        });
        return await SendAsync(request);
    }

    /// <summary>Waits until a path answers like this.</summary>
    public async Task<string> UntilAsync(string path, HttpStatusCode status, string body = "")
    {
        (HttpStatusCode Status, string Body, HttpResponseHeaders?) last = default;
        for (var look = 0; look < 1200; look++)
        {
            last = await GetAsync(path);
            if (last.Status == status && last.Body.Contains(body, StringComparison.Ordinal))
            {
                return last.Body;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Ct);
        }

        throw new TimeoutException($"{path} says {last.Status}: {last.Body}\n{Process.Output}{Process.Error}");
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Process.DisposeAsync();
    }

    private async Task<(HttpStatusCode Status, string Body, HttpResponseHeaders? Headers)> SendAsync(HttpRequestMessage request)
    {
        request.Headers.Host = host;
        try
        {
            using var answer = await http.SendAsync(request, Ct);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct), answer.Headers);
        }
        catch (HttpRequestException)
        {
            return (default, "", null);
        }
    }

    /// <summary>What every process over a test's database is told by its environment.</summary>
    internal static Dictionary<string, string> Settings(StorageOptions storage) => new()
    {
        ["EVERLATCH_MASTER_KEY"] = MasterKey,
        ["EVERLATCH__STORAGE__POSTGRES"] = storage.Postgres,
        ["EVERLATCH__STORAGE__SQLITEFILE"] = storage.SqliteFile,
    };
}
