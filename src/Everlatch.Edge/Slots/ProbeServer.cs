using System.Net;
using System.Security.Cryptography;

namespace Everlatch.Edge.Slots;

/// <summary>Looks at the health of servers, each at its own pace, and more often when a request found one wanting.</summary>
internal sealed partial class ProbeServer(EdgeOptions options, ILogger<ProbeServer> logger)
{
    // One slow answer may be a pause of either side; a second one is no chance.
    private const int SlowInARow = 2;
    private const int ShortestPatience = 1000;
    private static readonly Uri Ready = new("http://server/health/ready");

    private TimeSpan Patience => TimeSpan.FromMilliseconds(Math.Max(options.ProbeMilliseconds * 2, ShortestPatience));

    /// <summary>Goes on until it is cancelled.</summary>
    public async Task FollowAsync(SlotServer server, CancellationToken ct)
    {
        var slow = 0;
        while (true)
        {
            slow = await LookAsync(server, slow, ct);
            await server.WaitForProbeAsync(Due(), ct);
        }
    }

    /// <summary>Looks once.</summary>
    public Task LookAsync(SlotServer server, CancellationToken ct) => LookAsync(server, SlowInARow, ct);

    // Edges that started together do not ask together for ever.
    private TimeSpan Due() => TimeSpan.FromMilliseconds(
        RandomNumberGenerator.GetInt32(options.ProbeMilliseconds * 9 / 10, (options.ProbeMilliseconds * 11 / 10) + 1));

    private async Task<int> LookAsync(SlotServer server, int slow, CancellationToken ct)
    {
        var found = await AskAsync(server, ct);
        if (found is null && ++slow < SlowInARow)
        {
            return slow;
        }

        if (server.Set(found?.Length == 0))
        {
            Tell(server, found ?? $"no answer within {Patience.TotalMilliseconds:F0} ms, {SlowInARow} times");
        }

        return found is null ? slow : 0;
    }

    // Empty when it is ready, null when it was too slow, else why it is not.
    private async Task<string?> AskAsync(SlotServer server, CancellationToken ct)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(ct);
        bound.CancelAfter(Patience);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Ready);
            using var answer = await server.Prober.SendAsync(request, bound.Token);
            return answer.StatusCode == HttpStatusCode.OK ? "" : $"/health/ready answers {(int)answer.StatusCode}";
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or ObjectDisposedException)
        {
            return e.InnerException?.Message ?? e.Message;
        }
    }

    private void Tell(SlotServer server, string found)
    {
        if (server.IsReady)
        {
            LogReady(server.Address.Text);
        }
        else
        {
            LogNotReady(server.Address.Text, found);
        }
    }

    [LoggerMessage(6101, LogLevel.Information, "Server {Server} is ready")]
    private partial void LogReady(string server);

    [LoggerMessage(6102, LogLevel.Warning, "Server {Server} gets no requests: {Reason}")]
    private partial void LogNotReady(string server, string reason);
}
