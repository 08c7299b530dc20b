namespace Everlatch.Directory.Feed;

/// <summary>
/// The changes that this server followed last, within a bound, for whoever tells others what is new.
/// </summary>
public sealed class RecentChanges
{
    private const int Kept = 50_000;
    private readonly Lock turn = new();
    private readonly Queue<(long Sequence, DirectoryChange Change)> changes = new();
    private long since = long.MaxValue;

    /// <summary>
    /// What changed after a state and up to another, and perhaps a little more; null when that is not remembered.
    /// </summary>
    public IReadOnlyList<DirectoryChange>? Between(long after, long upTo)
    {
        lock (turn)
        {
            return after < since
                ? null
                :
                [
                    .. changes.Where(entry => entry.Sequence > after && entry.Sequence <= upTo)
                        .Select(entry => entry.Change)
                        .Distinct(),
                ];
        }
    }

    /// <summary>Begins anew at a state: everything was read.</summary>
    public void Restart(long sequence)
    {
        lock (turn)
        {
            changes.Clear();
            since = sequence;
        }
    }

    /// <summary>Adds what led to a state.</summary>
    public void Add(long sequence, IEnumerable<DirectoryChange> entries)
    {
        lock (turn)
        {
            foreach (var change in entries)
            {
                changes.Enqueue((sequence, change));
            }

            while (changes.Count > Kept)
            {
                since = changes.Dequeue().Sequence;
            }
        }
    }
}
