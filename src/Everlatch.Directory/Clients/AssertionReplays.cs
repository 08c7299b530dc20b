using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Everlatch.Directory.Clients;

/// <summary>
/// Remembers the <c>jti</c> of every assertion that could still be presented (RFC 7523 §3, item 7), on this server.
/// </summary>
/// <remarks>
/// Entries lie in buckets by the minute in which they end, so that forgetting is dropping a bucket. What is live is never
/// forgotten: when the memory is full, new assertions are refused instead. One client fills its share and no more, so that it
/// refuses itself long before it could refuse the others.
/// </remarks>
/// <param name="capacity">How many assertions are remembered in all.</param>
/// <param name="share">How many of them may be of one client.</param>
internal sealed class AssertionReplays(int capacity, int share)
{
    private readonly Lock gate = new();
    private readonly Dictionary<long, ReplayBucket> byMinute = [];
    private int count;

    internal enum Answer
    {
        /// <summary>It was not seen before, and is remembered now.</summary>
        Fresh,

        /// <summary>It was seen before.</summary>
        Replayed,

        /// <summary>There is no room to remember it, for this client or at all.</summary>
        Full,
    }

    /// <summary>Remembers an assertion until it ends.</summary>
    /// <param name="client">Environment and client: two clients may choose the same <c>jti</c>.</param>
    /// <param name="jti">The assertion's id.</param>
    /// <param name="until">When it can no longer be accepted, skew included.</param>
    /// <param name="now">The time.</param>
    public Answer Remember(string client, string jti, DateTimeOffset until, DateTimeOffset now)
    {
        var key = Digest(client, jti);
        lock (gate)
        {
            Forget(now);
            var ofClient = 0;
            foreach (var bucket in byMinute.Values)
            {
                if (bucket.Contains(key))
                {
                    return Answer.Replayed;
                }

                ofClient += bucket.CountOf(client);
            }

            if (ofClient >= share || count >= capacity)
            {
                return Answer.Full;
            }

            var minute = MinuteOf(until);
            if (!byMinute.TryGetValue(minute, out var home))
            {
                byMinute.Add(minute, home = new ReplayBucket());
            }

            home.Add(client, key);
            count++;
            return Answer.Fresh;
        }
    }

    // Assertions live for minutes, so that there are only a handful of buckets to look at.
    private void Forget(DateTimeOffset now)
    {
        var minute = MinuteOf(now);
        foreach (var (ended, bucket) in byMinute)
        {
            if (ended < minute)
            {
                count -= bucket.Count;
                byMinute.Remove(ended);
            }
        }
    }

    private static long MinuteOf(DateTimeOffset time) => time.ToUnixTimeSeconds() / 60;

    // A digest bounds what a client can make us keep; the separator is in neither part.
    private static UInt128 Digest(string client, string jti) =>
        BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{client}\n{jti}")));
}
