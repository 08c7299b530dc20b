using System.Collections.Concurrent;
using Everlatch.Core.Ids;
using Everlatch.Storage;
using Everlatch.Storage.Journal;

namespace Everlatch.Oidc.Outages;

/// <summary>What this server has redeemed and rotated in the outage that goes on; its journal has the same durably.</summary>
internal sealed class OutageMemory(IDatabase database, OutageJournal journal)
{
    // More than a bounded journal holds.
    private const int Most = 1_000_000;

    private readonly ConcurrentDictionary<string, bool> codes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<GrantId, Rotation> rotations = new();
    private readonly Lock turn = new();
    private int outage;

    /// <summary>Whether it is in force: a standby answers, and the journal takes what would be written.</summary>
    public bool IsInForce => journal.StandsInFor(database);

    /// <summary>Uses a code; false when it was used before.</summary>
    /// <exception cref="StoreFaultException">There is no room to tell.</exception>
    public bool Use(string code)
    {
        ForgetEarlierOutage();
        return codes.Count < Most
            ? codes.TryAdd(code, true)
            : throw new StoreFaultException("codes.redeem", new TimeoutException("Too many codes were used in this outage."))
            {
                ChangedNothing = true,
            };
    }

    /// <summary>Makes a code that was used for nobody usable again.</summary>
    public void GiveBack(string code) => codes.TryRemove(code, out _);

    /// <summary>The last rotation of a family here; null when there was none.</summary>
    public Rotation? Find(GrantId grant)
    {
        ForgetEarlierOutage();
        return rotations.GetValueOrDefault(grant);
    }

    /// <summary>Takes note of a rotation.</summary>
    public void Rotated(GrantId grant, long generation, DateTimeOffset at) => rotations.AddOrUpdate(
        grant,
        _ => new Rotation(generation, at),
        (_, before) => before.Generation >= generation ? before : new Rotation(generation, at));

    private void ForgetEarlierOutage()
    {
        lock (turn)
        {
            if (outage != database.Standing.Returns)
            {
                outage = database.Standing.Returns;
                codes.Clear();
                rotations.Clear();
            }
        }
    }

    /// <summary>Where a family stands.</summary>
    /// <param name="Generation">Its living token.</param>
    /// <param name="At">Since when.</param>
    internal sealed record Rotation(long Generation, DateTimeOffset At);
}
