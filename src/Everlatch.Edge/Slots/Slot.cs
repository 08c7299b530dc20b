using System.Security.Cryptography;
using Everlatch.Edge.Figures;
using Everlatch.Edge.Forwarding;

namespace Everlatch.Edge.Slots;

/// <summary>
/// A named set of servers of one release, with the bound of what it works on at once, and the counts of what it answered.
/// </summary>
internal sealed record Slot(string Name, int Share, IReadOnlyList<SlotServer> Servers, Admission Admission, SlotCounts Counts)
{
    /// <summary>Whether any of its servers may get requests.</summary>
    public bool IsReady
    {
        get
        {
            foreach (var server in Servers)
            {
                if (server.IsReady)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>
    /// The ready server with the fewest requests in flight, a random one among equals; null when none is left that was not tried.
    /// </summary>
    public SlotServer? Pick(ReadOnlySpan<SlotServer?> tried)
    {
        SlotServer? best = null;
        var (fewest, equals) = (int.MaxValue, 0);
        foreach (var server in Servers)
        {
            if (!server.IsReady || tried.Contains(server))
            {
                continue;
            }

            var load = server.InFlight;
            if (load < fewest)
            {
                (best, fewest, equals) = (server, load, 1);
            }
            else if (load == fewest && RandomNumberGenerator.GetInt32(++equals) == 0)
            {
                best = server;
            }
        }

        return best;
    }
}
