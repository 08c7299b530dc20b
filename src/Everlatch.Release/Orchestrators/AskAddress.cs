using System.Text.Json;
using Everlatch.Release.Nodes.Servers;

namespace Everlatch.Release.Orchestrators;

/// <summary>Asks what answers at an address how it is, under a host name of the caller's choice.</summary>
internal sealed class AskAddress : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
    {
        Timeout = Patience,
    };

    /// <summary>Whether it is ready.</summary>
    /// <param name="address">Scheme, host and port.</param>
    /// <param name="host">
    /// The host that is asked for, which by https its certificate has to name; null for the address's own.
    /// </param>
    /// <param name="ct">Cancels.</param>
    public async Task<Readiness> ReadinessAsync(Uri address, string? host, CancellationToken ct)
    {
        try
        {
            using var answer = await SendAsync(new Uri(address, "/health/ready"), host, ct);
            return new Readiness(true, answer.IsSuccessStatusCode ? "" : await answer.Content.ReadAsStringAsync(ct));
        }
        catch (Exception e) when (IsSilence(e, ct))
        {
            return new Readiness(false, e.InnerException?.Message ?? e.Message);
        }
    }

    /// <summary>What a server says of its build and schema; null when none answers there.</summary>
    public async Task<ServerReport?> ReportAsync(Uri address, CancellationToken ct)
    {
        try
        {
            using var answer = await SendAsync(new Uri(address, "/health/schema"), null, ct);
            await using var body = await answer.Content.ReadAsStreamAsync(ct);
            return await JsonSerializer.DeserializeAsync(body, ServerJson.Default.ServerReport, ct);
        }
        catch (Exception e) when (IsSilence(e, ct) || e is JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    private static bool IsSilence(Exception e, CancellationToken ct) =>
        e is HttpRequestException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested);

    private async Task<HttpResponseMessage> SendAsync(Uri what, string? host, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, what);
        request.Headers.Host = host;
        return await http.SendAsync(request, ct);
    }
}
