using System.Text.Json;
using Everlatch.Hosting;

namespace Everlatch.Release.Nodes.Servers;

/// <summary>Asks a server of this machine how it is, over its socket.</summary>
internal static class AskServer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly Uri Ready = new("http://server/health/ready");
    private static readonly Uri Schema = new("http://server/health/schema");
    private static readonly Uri Keys = new("http://server/health/keys");

    /// <summary>Whether it is ready.</summary>
    public static async Task<Readiness> ReadinessAsync(ServerPlace place, CancellationToken ct)
    {
        try
        {
            using var answer = await GetAsync(place, Ready, ct);
            return new Readiness(
                true, answer.IsSuccessStatusCode ? "" : ReadinessBody.Say(await answer.Content.ReadAsStringAsync(ct)));
        }
        catch (Exception e) when (IsSilence(e, ct))
        {
            return new Readiness(false, e.InnerException?.Message ?? e.Message);
        }
    }

    /// <summary>What it says of its build and schema; null when it does not answer.</summary>
    public static Task<ServerReport?> ReportAsync(ServerPlace place, CancellationToken ct) => SaysAsync(place, Schema, ct);

    /// <summary>The digest of the signing keys that it publishes; null when it does not say.</summary>
    public static async Task<string?> KeysAsync(ServerPlace place, CancellationToken ct) =>
        (await SaysAsync(place, Keys, ct))?.Keys;

    private static async Task<ServerReport?> SaysAsync(ServerPlace place, Uri what, CancellationToken ct)
    {
        try
        {
            using var answer = await GetAsync(place, what, ct);
            await using var body = await answer.Content.ReadAsStreamAsync(ct);
            return await JsonSerializer.DeserializeAsync(body, ServerJson.Default.ServerReport, ct);
        }
        catch (Exception e) when (IsSilence(e, ct) || e is JsonException)
        {
            return null;
        }
    }

    private static bool IsSilence(Exception e, CancellationToken ct) =>
        e is HttpRequestException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested);

    private static async Task<HttpResponseMessage> GetAsync(ServerPlace place, Uri what, CancellationToken ct)
    {
        using var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = (_, token) => UnixSocketStream.ConnectAsync(place.Socket, token),
        })
        {
            Timeout = Patience,
        };
        return await http.GetAsync(what, ct);
    }
}
