using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Everlatch.Interop.Samples;

/// <summary>samples/schema-gate over a test's database, and what its gate says.</summary>
internal sealed class GatedSample : IAsyncDisposable
{
    private const int Looks = 600;
    private readonly HttpClient http = new();
    private readonly SampleProcess process;

    private GatedSample(SampleProcess process) => (this.process, http.BaseAddress) = (process, process.Url);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<GatedSample> StartAsync(IReadOnlyDictionary<string, string> environment) =>
        new(await SampleProcess.StartAsync("schema-gate", "Samples.SchemaGate.dll", environment));

    public async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), Ct);
        return answer.StatusCode;
    }

    /// <summary>Adds an order, which must be taken.</summary>
    public async Task OrderAsync(string item, string note)
    {
        using var answer = await http.PostAsJsonAsync(new Uri("/orders", UriKind.Relative), new { item, note }, Ct);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Ct) + process.Output);
    }

    /// <summary>All orders as text.</summary>
    public Task<string> OrdersAsync() => http.GetStringAsync(new Uri("/orders", UriKind.Relative), Ct);

    /// <summary>It lives, is not ready, and refuses to read and to write with a time to come back.</summary>
    public async Task RefusesAsync()
    {
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/health/live"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync("/health/ready"));
        await IsUnavailableAsync(http.GetAsync(new Uri("/orders", UriKind.Relative), Ct));
        await IsUnavailableAsync(http.PostAsJsonAsync(new Uri("/orders", UriKind.Relative), new { item = "bread" }, Ct));
        await IsUnavailableAsync(http.GetAsync(new Uri("/nowhere", UriKind.Relative), Ct));
    }

    /// <summary>An answer is 503 with a time to come back.</summary>
    public static async Task IsUnavailableAsync(Task<HttpResponseMessage> asking)
    {
        using var answer = await asking;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    /// <summary>Asks for the orders, which a statement that does not fit the schema makes unavailable.</summary>
    public Task FailsAsync() => IsUnavailableAsync(http.GetAsync(new Uri("/orders", UriKind.Relative), Ct));

    /// <summary>Waits until it says that this is missing, and returns all that it says.</summary>
    public async Task<JsonNode> LacksAsync(string key, string madeBy)
    {
        var report = await UntilAsync(said => Missing(said).Any(missing => (string?)missing!["object"] == key));
        Assert.Equal(madeBy, (string?)Missing(report).First(missing => (string?)missing!["object"] == key)!["made_by"]);
        return report;
    }

    /// <summary>Waits until it is ready.</summary>
    public async Task IsReadyAsync()
    {
        await UntilAsync(said => (bool)said["ready"]!);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/health/ready"));
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await process.DisposeAsync();
    }

    private static JsonArray Missing(JsonNode report) => report["missing"] as JsonArray ?? [];

    private async Task<JsonNode> UntilAsync(Func<JsonNode, bool> isLike)
    {
        var said = "";
        for (var look = 0; look < Looks; look++)
        {
            using var answer = await http.GetAsync(new Uri("/health/schema", UriKind.Relative), Ct);
            said = await answer.Content.ReadAsStringAsync(Ct);
            if (JsonNode.Parse(said) is { } report && isLike(report))
            {
                return report;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Ct);
        }

        throw new TimeoutException($"/health/schema goes on saying {said}\n{process.Output}");
    }
}
