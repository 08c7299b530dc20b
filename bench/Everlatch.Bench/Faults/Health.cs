using System.Net.Sockets;
using System.Text.Json;

namespace Everlatch.Bench.Faults;

/// <summary>How the servers of eu are, asked past the edges.</summary>
internal static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Whether each of them has a database that takes writes, and nothing left to bring there.</summary>
    public static async Task<bool> IsWholeAsync(TwoRegions regions)
    {
        foreach (var socket in regions.Sockets)
        {
            if (!await IsAtTopAsync(socket))
            {
                return false;
            }
        }

        return regions.Eu.IsWhole && regions.Us.IsWhole;
    }

    private static async Task<bool> IsAtTopAsync(string path)
    {
        using var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, ct) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), ct);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        {
            Timeout = Patience,
        };
        try
        {
            using var answer = await http.GetAsync(new Uri("http://localhost/health/ready"));
            using var report = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            return answer.IsSuccessStatusCode
                && report.RootElement.GetProperty("rung").GetString() == "primary"
                && report.RootElement.GetProperty("journal_entries").GetInt32() == 0;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or JsonException)
        {
            return false;
        }
    }
}
