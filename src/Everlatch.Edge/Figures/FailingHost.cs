using System.Numerics;
using Everlatch.Core.Figures;

namespace Everlatch.Edge.Figures;

/// <summary>The failures of one host; its list locks.</summary>
/// <param name="host">The host.</param>
/// <param name="inherited">How high the one stood whose place it took.</param>
internal sealed class FailingHost(string host, long inherited)
{
    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(5);
    private readonly long[] counts = new long[StatusKinds.Count];

    // One bit for each of 64 parts of all addresses, of this turn and of the one before it.
    private ulong clients;
    private ulong clientsBefore;
    private DateTimeOffset turnEnds;

    /// <summary>Its name.</summary>
    public string Host => host;

    /// <summary>Its place in the order.</summary>
    public long Rank { get; private set; } = inherited;

    /// <summary>Counts one more.</summary>
    public void Count(StatusKind kind, string party, DateTimeOffset now)
    {
        Rank++;
        counts[(int)kind]++;
        TurnOver(now);
        clients |= 1UL << PartOf(party);
    }

    /// <summary>What was counted.</summary>
    public HostFailures Read(DateTimeOffset now)
    {
        TurnOver(now);
        return new HostFailures
        {
            Host = host,
            Unauthorized = counts[(int)StatusKind.Unauthorized],
            NotFound = counts[(int)StatusKind.NotFound],
            Refused = counts[(int)StatusKind.Refused],
            Fault = counts[(int)StatusKind.Fault],
            Clients = BitOperations.PopCount(clients | clientsBefore),
        };
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

    private void TurnOver(DateTimeOffset now)
    {
        if (now < turnEnds)
        {
            return;
        }

        clientsBefore = now < turnEnds + Turn ? clients : 0;
        (clients, turnEnds) = (0, now + Turn);
    }
}
