using Everlatch.Core.Ids;
using Microsoft.Extensions.Options;

namespace Everlatch.Oidc.Limits;

/// <summary>Bounds how fast one party may start things for one public client, on this server.</summary>
/// <remarks>
/// The table has a fixed size, however many addresses come: 512 KiB. Parties that happen to share a place
/// share its rate; the process has a random seed for that, so that nobody can choose whose place to share.
/// </remarks>
internal sealed class PublicClientRate(IOptions<PublicClientOptions> options, TimeProvider clock)
{
    private const int Places = 1 << 16;

    private readonly long began = clock.GetTimestamp();

    // For each place the moment, in ticks since then, at which all that was admitted would be used up at the long-run rate.
    private readonly long[] usedUpAt = new long[Places];

    /// <summary>Admits one request now; null when it may go on, else how long to wait.</summary>
    public TimeSpan? Admit(EnvironmentId environment, AppId client, string party)
    {
        ref var place = ref usedUpAt[(uint)HashCode.Combine(environment, client, party) % Places];
        var each = TimeSpan.TicksPerMinute / options.Value.RequestsPerMinute;
        var now = clock.GetElapsedTime(began).Ticks;
        while (true)
        {
            var before = Volatile.Read(ref place);
            var after = Math.Max(before, now) + each;
            var wait = after - (each * options.Value.Burst) - now;
            if (wait > 0)
            {
                return TimeSpan.FromTicks(wait);
            }

            if (Interlocked.CompareExchange(ref place, after, before) == before)
            {
                return null;
            }
        }
    }
}
