using System.Diagnostics;
using System.Text;

namespace Everlatch.Bench.Load;

/// <summary>Refreshes grants in parallel, each on a connection of its own, always with the token of the answer before.</summary>
internal sealed class RefreshLoad(int port, string client)
{
    /// <summary>Refreshes for a time; the tokens are those to go on with afterwards.</summary>
    public async Task<LoadResult> RunAsync(string[] tokens, TimeSpan duration)
    {
        var begin = Stopwatch.GetTimestamp();
        var runs = await Task.WhenAll(tokens.Select((_, grant) => Task.Factory.StartNew(
            () => Run(tokens, grant, begin, duration), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        var latencies = runs.SelectMany(run => run).ToArray();
        Array.Sort(latencies);
        return new LoadResult(latencies.Length, Stopwatch.GetElapsedTime(begin), latencies);
    }

    private List<double> Run(string[] tokens, int grant, long begin, TimeSpan duration)
    {
        using var connection = new HttpConnection(port, "/oauth2/token");
        var latencies = new List<double>(8192);
        while (Stopwatch.GetElapsedTime(begin) < duration)
        {
            var sent = Stopwatch.GetTimestamp();
            var answer = connection.Post($"grant_type=refresh_token&{client}&refresh_token={tokens[grant]}");
            latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            tokens[grant] = TokenIn(answer);
        }

        return latencies;
    }

    private static string TokenIn(ReadOnlySpan<byte> answer)
    {
        var name = "\"refresh_token\""u8;
        var value = answer[(answer.IndexOf(name) + name.Length)..];
        var token = value[(value.IndexOf((byte)'"') + 1)..];
        return Encoding.ASCII.GetString(token[..token.IndexOf((byte)'"')]);
    }
}
