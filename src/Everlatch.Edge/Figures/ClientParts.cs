using System.Net;
using Everlatch.Core;

namespace Everlatch.Edge.Figures;

/// <summary>Sorts clients into 64 parts by their address.</summary>
internal static class ClientParts
{
    /// <summary>How many there are.</summary>
    public const int Count = 64;

    private const ulong Mix = 0x9E3779B97F4A7C15;

    /// <summary>The part of a client; it has nothing to do with the slot that the client is sent to.</summary>
    public static int Of(IPAddress? client)
    {
        if (client is null)
        {
            return 0;
        }

        var bytes = NetworkParty.BytesOf(client, stackalloc byte[NetworkParty.BufferSize]);
        var value = 0UL;
        foreach (var next in bytes)
        {
            value = (value << 8) | next;
        }

        // Multiplied twice, so that every bit of the address reaches the first six.
        value = unchecked((value ^ (value >> 32)) * Mix);
        return (int)(unchecked((value ^ (value >> 29)) * Mix) >> 58);
    }
}
