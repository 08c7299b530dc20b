using System.Collections.Frozen;
using Everlatch.Directory.Feed.Sources;
using Everlatch.Storage;

namespace Everlatch.Directory.Feed;

/// <summary>Holds the newest snapshot and brings it up to date. Readers never wait; writers of the snapshot take turns.</summary>
internal sealed class LiveDirectory : IDirectory, IDisposable
{
    // Past this many changes at once, reading everything is cheaper than reading entry by entry.
    private const int ReloadThreshold = 1000;

    private readonly IDatabase database;
    private readonly TimeProvider clock;
    private readonly IReadOnlyList<IEntrySource> sources;
    private readonly FrozenDictionary<string, IEntrySource> byKind;
    private readonly SemaphoreSlim turn = new(1, 1);
    private volatile DirectorySnapshot current = DirectorySnapshot.Empty;

    /// <param name="database">The region's database.</param>
    /// <param name="clock">The time.</param>
    /// <param name="sources">One for each kind; the environments' own comes first, because the others fill what it finds.</param>
    public LiveDirectory(IDatabase database, TimeProvider clock, IReadOnlyList<IEntrySource> sources)
    {
        this.database = database;
        this.clock = clock;
        this.sources = sources;
        byKind = sources.ToFrozenDictionary(source => source.Kind.ToString());
    }

    public DirectorySnapshot Current => current;

    public async Task CatchUpAsync(CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            current = await NewerAsync(current, ct);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<DirectorySnapshot> NewerAsync(DirectorySnapshot before, CancellationToken ct)
    {
        var asOf = clock.GetUtcNow();
        if (ReferenceEquals(before, DirectorySnapshot.Empty))
        {
            return await LoadAsync(asOf, ct);
        }

        var rows = await ChangeLog.AfterAsync(database, before.Sequence, ct);
        var head = rows.Count == 0 ? 0 : rows[0].Head;
        if (head == before.Sequence)
        {
            return before with { AsOf = asOf };
        }

        // Trimmed past our place, put back from an old backup, or simply too much: read everything.
        var contiguous = rows.Count > 0 && rows[0].Sequence == before.Sequence + 1;
        return contiguous && rows.Count <= ReloadThreshold
            ? await FollowAsync(before, rows, asOf, ct)
            : await LoadAsync(asOf, ct);
    }

    private async Task<DirectorySnapshot> LoadAsync(DateTimeOffset asOf, CancellationToken ct)
    {
        // The sequence is read first: what changes while we read is read again by the next catch-up.
        var snapshot = new DirectorySnapshot { Sequence = await ChangeLog.HeadAsync(database, ct), AsOf = asOf };
        foreach (var source in sources)
        {
            snapshot = await source.LoadAsync(snapshot, database, ct);
        }

        return snapshot;
    }

    private async Task<DirectorySnapshot> FollowAsync(
        DirectorySnapshot snapshot, IReadOnlyList<ChangeLog.Row> rows, DateTimeOffset asOf, CancellationToken ct)
    {
        foreach (var change in rows.DistinctBy(row => (row.EnvironmentId, row.Kind, row.EntityId)))
        {
            // A newer release may record kinds that this one does not know and so does not serve.
            if (byKind.TryGetValue(change.Kind, out var source))
            {
                snapshot = await source.ReloadAsync(snapshot, database, change.EnvironmentId, change.EntityId, ct);
            }
        }

        return snapshot with { Sequence = rows[^1].Sequence!.Value, AsOf = asOf };
    }
}
