using Everlatch.Directory;
using Everlatch.Directory.Feed;

namespace Everlatch.Edge.Regions;

/// <summary>Answers edges that ask what is new in this region's routing directory.</summary>
/// <remarks>
/// A server remembers what changed since it began, within a bound; whoever asks for more gets everything. States are those of
/// the region's database, so that an edge may ask any server of the region.
/// </remarks>
internal sealed class PublishRoutes(
    IDirectory directory, RecentChanges recent, RouteChanges changes, FeedKey key, TimeProvider clock)
{
    // About a megabyte of hosts.
    private const int EntriesInPage = 10_000;

    // Past this everything is said in several pages.
    private const int MostChanges = 20_000;

    /// <summary>
    /// Signed pages that lead from a state to the newest one; null while this server has no directory, or one that is behind the
    /// edge's.
    /// </summary>
    /// <param name="question">What the edge has, and what it reads.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="Everlatch.Storage.StoreFaultException">
    /// The edge is ahead of this server, and the database does not say whether that can be.
    /// </exception>
    public async Task<IEnumerable<ReadOnlyMemory<byte>>?> AnswerAsync(RouteQuestion question, CancellationToken ct)
    {
        var after = question.After;
        // Another server may have been quicker to follow. An edge that is still ahead has seen what a restored backup forgot.
        var asked = clock.GetUtcNow();
        if (after > directory.Current.Sequence)
        {
            await directory.CatchUpAsync(ct);
        }

        // One that follows a standby may stay behind: everything that it knows would be passed over as old.
        var snapshot = directory.Current;
        if (!snapshot.IsLoaded || (after > snapshot.Sequence && snapshot.AsOf < asked))
        {
            return null;
        }

        return after is { } state
            && state <= snapshot.Sequence
            && question.IsComplete
            && Since(snapshot, state) is { Length: <= MostChanges } entries
                ? [Seal(snapshot, question, entries, state)]
                : Whole(snapshot, question);
    }

    private RouteEntry[]? Since(DirectorySnapshot snapshot, long after)
    {
        var changed = after == snapshot.Sequence ? [] : recent.Between(after, snapshot.Sequence);
        return changed is null ? null : [.. changes.Of(snapshot, changed)];
    }

    private IEnumerable<ReadOnlyMemory<byte>> Whole(DirectorySnapshot snapshot, RouteQuestion question)
    {
        var parts = changes.Whole(snapshot).Chunk(EntriesInPage).DefaultIfEmpty([]).ToList();
        return parts.Select((entries, index) => Seal(snapshot, question, entries, null, index, parts.Count));
    }

    private ReadOnlyMemory<byte> Seal(
        DirectorySnapshot snapshot, RouteQuestion question, RouteEntry[] entries, long? after, int index = 0, int count = 1) =>
        SignedPages.Seal(
            new RoutePage
            {
                Region = changes.Region,
                Kind = after is null ? RoutePageKind.Whole : RoutePageKind.Changes,
                Format = question.Reads,
                After = after ?? 0,
                Sequence = snapshot.Sequence,
                AsOf = snapshot.AsOf,
                Index = index,
                Count = count,
                Entries = entries,
            },
            key);
}
