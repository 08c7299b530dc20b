using System.Net;
using System.Text.Json;
using Everlatch.Testing;
using Everlatch.Testing.Processes;

namespace Everlatch.Interop.Metrics;

/// <summary>What people and machines do is what a scraper reads, in the words of docs/operations/metrics.md.</summary>
public sealed class ScrapeTests(UpProcess up) : IClassFixture<UpProcess>, IDisposable
{
    // The gate of the schema has tests of its own: here the schema fits, and its counters have nothing to say.
    private const string OfTheGate = "everlatch.schema.";

    // Another process.
    private const string OfAnEdge = "everlatch.edge.";

    // A counter appears with its first event: no outage ends here, and nobody orders a certificate.
    private static readonly string[] OfOtherEvents = ["everlatch.journal.replayed", "everlatch.certificates.orders"];

    private readonly HttpClient http = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private JsonElement Demo => up.Up.GetProperty("demo");

    [Fact]
    public async Task Every_metric_of_the_page_is_there_and_counts_what_happened()
    {
        var before = await ScrapeAsync();
        var refreshToken = await SignInAsync();
        await PostAsync(
            Demo.GetProperty("web"), HttpStatusCode.OK, ("grant_type", "refresh_token"), ("refresh_token", refreshToken));
        await PostAsync(
            Demo.GetProperty("web"),
            HttpStatusCode.BadRequest,
            ("grant_type", "refresh_token"),
            ("refresh_token", refreshToken + "x"));
        await MachineTokenAsync(HttpStatusCode.OK, []);
        await MachineTokenAsync(HttpStatusCode.Unauthorized, [("client_secret", "els_wrong")]);
        await NodeScript.RunAsync("wrong-password", up.UpText, Ct);

        var after = await ScrapeAsync();
        foreach (var metric in ListedMetric.All().Where(IsOfAWholeServer))
        {
            Assert.Equal((metric.Family, metric.Type), (metric.Family, after.TypeOf(metric.Family)));
            Assert.Equal(metric.Labels.Order(StringComparer.Ordinal), after.LabelsOf(metric.Family).Distinct());
        }

        AssertCounted("authorization_code", "issued");
        AssertCounted("refresh_token", "issued");
        AssertCounted("refresh_token", "invalid_grant");
        AssertCounted("client_credentials", "issued");
        AssertCounted("client_credentials", "invalid_client");
        Assert.Equal(1, Difference("everlatch_signins_total", ("outcome", "signed_in")));
        Assert.Equal(1, Difference("everlatch_signins_total", ("outcome", "refused")));
        Assert.Equal(2, Difference("everlatch_hashing_duration_seconds_count"));
        Assert.Equal(0, after.ValueOf("everlatch_hashing_admitted"));

        void AssertCounted(string grant, string outcome) =>
            Assert.Equal(
                (grant, outcome, 1),
                (grant, outcome, Difference("everlatch_tokens_total", ("grant", grant), ("outcome", outcome))));

        double Difference(string name, params (string, string)[] labels) =>
            after.ValueOf(name, labels) - before.ValueOf(name, labels);
    }

    [Fact]
    public async Task Nothing_is_told_to_what_a_proxy_passes_on()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(up.Issuer + "/metrics"));
        request.Headers.Add("X-Forwarded-For", "192.0.2.1");
        using var answer = await http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    public void Dispose() => http.Dispose();

    private static bool IsOfAWholeServer(ListedMetric metric) =>
        !metric.Instrument.StartsWith(OfTheGate, StringComparison.Ordinal)
        && !metric.Instrument.StartsWith(OfAnEdge, StringComparison.Ordinal)
        && !OfOtherEvents.Contains(metric.Instrument);

    private async Task<Scrape> ScrapeAsync() => new(await http.GetStringAsync(new Uri(up.Issuer + "/metrics"), Ct));

    private async Task<string> SignInAsync()
    {
        var (output, errors) = await NodeScript.RunAsync("grant", up.UpText, Ct);
        Assert.True(output.Length > 0, errors);
        using var grant = JsonDocument.Parse(output);
        return grant.RootElement.GetProperty("refresh_token").GetString()!;
    }

    private Task MachineTokenAsync(HttpStatusCode expected, (string Name, string Value)[] changes)
    {
        var machine = Demo.GetProperty("machine");
        return PostAsync(
            machine,
            expected,
            [("grant_type", "client_credentials"), ("resource", machine.GetProperty("audience").GetString()!), .. changes]);
    }

    private async Task PostAsync(JsonElement client, HttpStatusCode expected, params (string Name, string Value)[] parameters)
    {
        var form = new Dictionary<string, string>
        {
            ["client_id"] = client.GetProperty("client_id").GetString()!,
            ["client_secret"] = client.GetProperty("client_secret").GetString()!,
        };
        foreach (var (name, value) in parameters)
        {
            form[name] = value;
        }

        using var content = new FormUrlEncodedContent(form);
        using var answer = await http.PostAsync(new Uri(up.Issuer + "/oauth2/token"), content, Ct);
        Assert.Equal(expected, answer.StatusCode);
    }
}
