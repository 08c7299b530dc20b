using System.Numerics;

namespace Everlatch.Edge.Figures;

/// <summary>About how many network addresses were seen in the last five to ten minutes, up to 64; whoever uses it locks.</summary>
internal sealed class SeenClients
{
    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(5);

    // One bit for each of 64 parts of all addresses, of this turn and of the one before it.
    private ulong now;
    private ulong before;
    private DateTimeOffset turnEnds;

    /// <summary>One was seen.</summary>
    public void Add(string party, DateTimeOffset at)
    {
        TurnOver(at);
        now |= 1UL << PartOf(party);
    }

    /// <summary>How many: never more than there were.</summary>
    public int Count(DateTimeOffset at)
    {
        TurnOver(at);
        return BitOperations.PopCount(now | before);
    }

    // FNV-1a, folded: spread evenly is all that it has to be.
    private static int PartOf(string party)
    {
        var hash = 14695981039346656037;
        foreach (var character in party)
        {
            hash = unchecked((hash ^ character) * 1099511628211);
        }

        return (int)((hash ^ (hash >> 32)) % 64);
    }

    private void TurnOver(DateTimeOffset at)
    {
        if (at >= turnEnds)
        {
            (before, now) = (at < turnEnds + Turn ? now : 0, 0);
            turnEnds = at + Turn;
        }
    }
}
