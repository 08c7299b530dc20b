using System.Net;
using Everlatch.Core;

namespace Everlatch.Edge.Slots;

/// <summary>The slots at one moment; swapped as a whole.</summary>
internal sealed class SlotTable(IReadOnlyList<Slot> slots)
{
    private const int WholeTraffic = 100;

    /// <summary>All of them, in the file's order.</summary>
    public IReadOnlyList<Slot> Slots => slots;

    /// <summary>Whether any request can be forwarded.</summary>
    public bool IsReady => slots.Any(slot => slot is { Share: > 0, IsReady: true });

    /// <summary>The slot of a client; another one with a share when that one has no ready server; null when none has.</summary>
    /// <remarks>
    /// By address: it is there with the first request and for machines too, which keep no cookies, so that one sign-in or one
    /// client does not go back and forth between two releases, at whichever edge it arrives. Slots take their parts in the file's
    /// order: as one share grows at the other's cost, clients only move in that direction.
    /// </remarks>
    public Slot? Choose(IPAddress? client)
    {
        var own = OwnSlot(client);
        return own is { IsReady: true } ? own : slots.FirstOrDefault(slot => slot is { Share: > 0, IsReady: true });
    }

    private Slot? OwnSlot(IPAddress? client)
    {
        var point = -1;
        foreach (var slot in slots)
        {
            if (slot.Share == WholeTraffic)
            {
                return slot;
            }

            point = point < 0 ? PointOf(client) : point;
            if (point < slot.Share)
            {
                return slot;
            }

            point -= slot.Share;
        }

        return null;
    }

    // FNV-1a: the same at every edge and after every restart, and even enough for per cents.
    private static int PointOf(IPAddress? client)
    {
        if (client is null)
        {
            return 0;
        }

        var bytes = NetworkParty.BytesOf(client, stackalloc byte[NetworkParty.BufferSize]);
        var hash = 14695981039346656037;
        foreach (var value in bytes)
        {
            hash = unchecked((hash ^ value) * 1099511628211);
        }

        return (int)((hash ^ (hash >> 32)) % WholeTraffic);
    }
}
