using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Everlatch.Directory.Entries;

namespace Everlatch.Directory.Clients;

/// <summary>Compares a presented secret with those of a client, with the same work whatever there is to compare with.</summary>
internal static class SecretCheck
{
    /// <summary>A client has at most this many secrets at once: the one in use, and the one it changes to.</summary>
    private const int Slots = 2;

    // What nobody's secret hashes to, for slots that hold no live secret.
    private static readonly byte[] NoSecret = RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes);

    /// <summary>
    /// Whether one of the live secrets is the presented one. One hash and two comparisons, in constant time, always.
    /// </summary>
    public static bool Matches(IProofSteps steps, string presented, ImmutableArray<ClientSecret> secrets, DateTimeOffset now)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        HashOf(steps, presented, hash);
        var matches = false;
        for (var slot = 0; slot < Slots; slot++)
        {
            matches |= steps.Equal(hash, StoredIn(slot, secrets, now));
        }

        return matches;
    }

    private static ReadOnlySpan<byte> StoredIn(int slot, ImmutableArray<ClientSecret> secrets, DateTimeOffset now) =>
        slot < secrets.Length && (secrets[slot].ExpiresAt is not { } end || now < end) ? secrets[slot].Sha256.Span : NoSecret;

    private static void HashOf(IProofSteps steps, string presented, Span<byte> hash)
    {
        var room = Encoding.UTF8.GetMaxByteCount(presented.Length);
        Span<byte> utf8 = room <= 1024 ? stackalloc byte[room] : new byte[room];
        steps.Hash(utf8[..Encoding.UTF8.GetBytes(presented, utf8)], hash);
    }
}
