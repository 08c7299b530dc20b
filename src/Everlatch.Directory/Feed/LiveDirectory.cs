using Everlatch.Directory.Copies;
using Everlatch.Storage;
using Microsoft.Extensions.Logging;

namespace Everlatch.Directory.Feed;

/// <summary>Holds the newest snapshot and brings it up to date. Readers never wait; writers of the snapshot take turns.</summary>
/// <remarks>
/// A server that begins while its database does not answer begins with its own copy, and follows the database from there once it
/// answers.
/// </remarks>
internal sealed partial class LiveDirectory(
    IDatabase database, TimeProvider clock, ReadDirectory read, IDirectoryCopy copy, ILogger<LiveDirectory> logger)
    : IDirectory, IDisposable
{
    // Past this many changes at once, reading everything is cheaper than reading entry by entry.
    private const int ReloadThreshold = 1000;

    private readonly SemaphoreSlim turn = new(1, 1);
    private volatile DirectorySnapshot current = DirectorySnapshot.Empty;
    private volatile bool isCopy;
    private int returns;

    public DirectorySnapshot Current => current;

    public bool IsCopy => isCopy;

    public async Task CatchUpAsync(CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            var before = database.Standing;
            (current, isCopy) = current.IsLoaded ? (await NewerAsync(current, before, ct), false) : await FirstAsync(ct);
            returns = before.Returns;
            copy.Settle(clock.GetUtcNow());
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<(DirectorySnapshot Read, bool IsCopy)> FirstAsync(CancellationToken ct)
    {
        var asOf = clock.GetUtcNow();
        try
        {
            // Who answers is known once somebody was asked.
            var head = await ChangeLog.HeadAsync(database, ct);
            var standing = database.Standing;

            // A standby may be behind the copy, and whatever it is ahead is followed from there.
            return !standing.IsNewest && await ReadCopyAsync(ct) is { } before
                ? (await NewerAsync(before, standing, ct), false)
                : (await LoadAsync(head, asOf, ct), false);
        }
        catch (StoreFaultException)
        {
            if (await ReadCopyAsync(ct) is { } kept)
            {
                LogFromCopy(kept.Sequence, (asOf - kept.AsOf).TotalSeconds);
                return (kept, true);
            }

            throw;
        }
    }

    private async Task<DirectorySnapshot?> ReadCopyAsync(CancellationToken ct)
    {
        try
        {
            return await copy.ReadAsync(ct);
        }
        catch (CopyRefusedException e)
        {
            LogRefused(e);
            return null;
        }
    }

    private async Task<DirectorySnapshot> NewerAsync(DirectorySnapshot before, StoreStanding standing, CancellationToken ct)
    {
        var asOf = clock.GetUtcNow();
        var rows = await ChangeLog.AfterAsync(database, before.Sequence, ct);
        var head = rows.Count == 0 ? 0 : rows[0].Head;
        if (!standing.IsNewest || !database.Standing.IsNewest)
        {
            return await FromStandbyAsync(before, rows, head, ct);
        }

        // The primary that came back may be one that never had the last changes, and may have given their numbers to others.
        if (standing.Returns != returns)
        {
            return await LoadAsync(head, asOf, ct);
        }

        if (head == before.Sequence && !copy.WantsWhole(asOf))
        {
            return Same(before, asOf);
        }

        // Trimmed past our place, put back from an old backup, or simply too much: read everything.
        var contiguous = rows.Count > 0 && rows[0].Sequence == before.Sequence + 1;
        return contiguous && rows.Count <= ReloadThreshold && !copy.WantsWhole(asOf)
            ? await FollowAsync(before, rows, asOf, ct)
            : await LoadAsync(head, asOf, ct);
    }

    // A standby may be behind this server: nothing is taken back for that. Nor does it know whether there is anything newer, so
    // the directory grows older meanwhile.
    private Task<DirectorySnapshot> FromStandbyAsync(
        DirectorySnapshot before, IReadOnlyList<ChangeLog.Row> rows, long head, CancellationToken ct) =>
        head > before.Sequence && rows[0].Sequence == before.Sequence + 1
            ? FollowAsync(before, rows, before.AsOf, ct)
            : Task.FromResult(before);

    private DirectorySnapshot Same(DirectorySnapshot before, DateTimeOffset asOf)
    {
        if (copy.WantsAge(asOf))
        {
            using var recording = copy.Changes(new DirectoryStep { Sequence = before.Sequence, AsOf = asOf });
            recording.Complete();
        }

        return before with { AsOf = asOf };
    }

    // The head was read first: what changes while we read is read again by the next catch-up.
    private async Task<DirectorySnapshot> LoadAsync(long head, DateTimeOffset asOf, CancellationToken ct)
    {
        var step = new DirectoryStep { Sequence = head, AsOf = asOf };
        using var recording = copy.Whole(step);
        var snapshot = await read.WholeAsync(step, recording.Over(database), ct);
        recording.Complete();
        return snapshot;
    }

    private async Task<DirectorySnapshot> FollowAsync(
        DirectorySnapshot before, IReadOnlyList<ChangeLog.Row> rows, DateTimeOffset asOf, CancellationToken ct)
    {
        var step = new DirectoryStep
        {
            Sequence = rows[^1].Sequence!.Value,
            AsOf = asOf,
            Changes =
            [
                .. rows.DistinctBy(row => (row.EnvironmentId, row.Kind, row.EntityId))
                    .Select(row => new DirectoryChange(row.EnvironmentId, row.Kind, row.EntityId)),
            ],
        };
        using var recording = copy.Changes(step);
        var snapshot = await read.ChangesAsync(before, step, recording.Over(database), ct);
        recording.Complete();
        return snapshot;
    }

    [LoggerMessage(
        2005,
        LogLevel.Warning,
        "The database does not answer: this server begins with its copy of the directory, change {Sequence}, {Age:0} s old")]
    private partial void LogFromCopy(long sequence, double age);

    [LoggerMessage(2006, LogLevel.Error, "The database does not answer, and the copy of the directory is of no use")]
    private partial void LogRefused(Exception e);
}
