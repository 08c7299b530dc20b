using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Everlatch.Bench.Load;

/// <summary>
/// Refreshes grants in parallel, each on a connection of its own, always with the token of the answer before. One thread serves
/// all connections, as pgbench does.
/// </summary>
internal sealed class RefreshLoad(int port, string client)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Refreshes for a time; the tokens are those to go on with afterwards.</summary>
    public LoadResult Run(string[] tokens, TimeSpan duration)
    {
        var begin = Stopwatch.GetTimestamp();
        var grants = tokens.Select(token => new Grant(new HttpConnection(port, "/oauth2/token"), token))
            .ToDictionary(grant => grant.Socket);
        var latencies = new List<double>(65_536);
        var (waiting, answered) = (new List<Socket>(grants.Keys), new List<Socket>());
        foreach (var grant in grants.Values)
        {
            grant.Send(client);
        }

        while (waiting.Count > 0)
        {
            Wait(waiting, answered);
            foreach (var socket in answered)
            {
                if (!grants[socket].TryTake(latencies))
                {
                    continue;
                }

                if (Stopwatch.GetElapsedTime(begin) < duration)
                {
                    grants[socket].Send(client);
                }
                else
                {
                    waiting.Remove(socket);
                }
            }
        }

        var elapsed = Stopwatch.GetElapsedTime(begin);
        var ended = grants.Values.Select(grant => grant.End()).ToArray();
        ended.CopyTo(tokens, 0);
        latencies.Sort();
        return new LoadResult(latencies.Count, elapsed, latencies);
    }

    private static void Wait(List<Socket> waiting, List<Socket> answered)
    {
        answered.Clear();
        answered.AddRange(waiting);
        Socket.Select(answered, null, null, Patience);
        if (answered.Count == 0)
        {
            throw new TimeoutException($"The server did not answer within {Patience.TotalSeconds} s.");
        }
    }

    private sealed class Grant(HttpConnection connection, string token)
    {
        private string token = token;
        private long sent;

        public Socket Socket => connection.Socket;

        public void Send(string client)
        {
            sent = Stopwatch.GetTimestamp();
            connection.Post($"grant_type=refresh_token&{client}&refresh_token={token}");
        }

        /// <summary>Takes what has arrived; true when that is the next token.</summary>
        public bool TryTake(List<double> latencies)
        {
            if (!connection.TryTake(out var answer))
            {
                return false;
            }

            latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            var name = "\"refresh_token\""u8;
            var value = answer[(answer.IndexOf(name) + name.Length)..];
            value = value[(value.IndexOf((byte)'"') + 1)..];
            token = Encoding.ASCII.GetString(value[..value.IndexOf((byte)'"')]);
            return true;
        }

        /// <summary>Closes the connection; the token to go on with.</summary>
        public string End()
        {
            connection.Dispose();
            return token;
        }
    }
}
