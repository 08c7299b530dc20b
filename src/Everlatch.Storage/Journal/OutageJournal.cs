using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Microsoft.Extensions.Logging;

namespace Everlatch.Storage.Journal;

/// <summary>
/// What this server did while no database took writes: kept durably on its own disk before anybody is answered, until it is in
/// the database.
/// </summary>
/// <remarks>
/// Each process writes a file of its own. What a process left behind that is gone is taken over by the next one that begins in
/// the folder, or by one beside it.
/// </remarks>
public sealed partial class OutageJournal : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly SemaphoreSlim draining = new(1, 1);
    private readonly List<JournalFile> left = [];
    private readonly string folder;
    private readonly long most;
    private readonly MasterKey master;
    private readonly TimeProvider clock;
    private readonly ILogger<OutageJournal> logger;

    // Null while there is nothing to keep since the last one was sealed.
    private JournalFile? own;
    private int waiting;

    /// <summary>Opens the folder that the options name; none keeps no journal.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public OutageJournal(StorageOptions options, MasterKey master, TimeProvider clock, ILogger<OutageJournal> logger)
    {
        (folder, most) = (options.JournalFolder, options.JournalMegabytes * 1024L * 1024L);
        (this.master, this.clock, this.logger) = (master, clock, logger);
        if (folder.Length > 0)
        {
            own = JournalFile.Create(folder, master, clock.GetUtcNow());
            TakeOver();
        }
    }

    /// <summary>Whether there is one: without it nothing may be promised that needs a write.</summary>
    public bool IsKept => folder.Length > 0;

    /// <summary>
    /// Whether it stands in for the primary at this moment: somebody answers reads, nobody takes writes, and what is promised is
    /// kept here.
    /// </summary>
    public bool StandsInFor(IDatabase database) => IsKept && database.Standing.Rung == StoreRung.Standby;

    /// <summary>Entries that are not in the database yet.</summary>
    public int Waiting => Volatile.Read(ref waiting);

    /// <summary>Keeps an entry. When this returns it is durable; when it throws there is nothing of it.</summary>
    /// <exception cref="StoreFaultException">No journal is kept, its bound is reached, or the disk failed.</exception>
    public Task AppendAsync<T>(string kind, T content, CancellationToken ct) => AppendAsync(kind, content, most, ct);

    /// <summary>
    /// Keeps an entry that any stranger can cause: all of those leave half of the journal to who proves who they are.
    /// </summary>
    /// <exception cref="StoreFaultException">As for any other, or that half is reached.</exception>
    public Task AppendOfStrangerAsync<T>(string kind, T content, CancellationToken ct) =>
        AppendAsync(kind, content, most / 2, ct);

    private async Task AppendAsync<T>(string kind, T content, long bound, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var entry = new JournalEntry(Id.NewText("jrn", clock), kind, now, Json.Write(content));
        await turn.WaitAsync(ct);
        try
        {
            // The disk's time is nobody's turn of the pool.
            await Task.Run(() => Append(entry, bound), CancellationToken.None);
            Interlocked.Increment(ref waiting);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogFailed(e);
            throw new StoreFaultException("journal.append", e) { ChangedNothing = true };
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Everything that waits, in the order of the files and of what is in each.</summary>
    public IReadOnlyList<JournalEntry> Recall()
    {
        lock (left)
        {
            return [.. left.SelectMany(file => ReadAsFarAsPossible(file).Entries)];
        }
    }

    /// <summary>
    /// Gives every entry that waits to <paramref name="replay" />, each file in its order. A file goes when all of it was taken,
    /// and stays when the replay throws.
    /// </summary>
    /// <param name="replay">Brings one entry into the database; false leaves its file for a later build.</param>
    /// <param name="ct">Cancels between two entries.</param>
    /// <returns>Whether nothing is left.</returns>
    public async Task<bool> DrainAsync(Func<JournalEntry, Task<bool>> replay, CancellationToken ct)
    {
        await draining.WaitAsync(ct);
        try
        {
            await SealOwnAsync(ct);
            await DrainLeftAsync(replay, ct);
            return Left().Length == 0;
        }
        finally
        {
            draining.Release();
        }
    }

    private async Task DrainLeftAsync(Func<JournalEntry, Task<bool>> replay, CancellationToken ct)
    {
        foreach (var file in Left())
        {
            var (entries, refused) = ReadAsFarAsPossible(file);
            var all = true;
            foreach (var entry in entries)
            {
                ct.ThrowIfCancellationRequested();
                all &= await replay(entry);
            }

            if (all)
            {
                Finish(file, entries.Count, refused);
            }
        }
    }

    /// <summary>Takes over what processes left that are gone.</summary>
    public void TakeOver()
    {
        foreach (var path in JournalFile.In(folder))
        {
            if (!JournalFile.TryTake(path, master, out var file))
            {
                continue;
            }

            var (entries, refused) = ReadAsFarAsPossible(file);
            if (entries.Count == 0 && refused is null)
            {
                file.Delete();
                continue;
            }

            lock (left)
            {
                left.Add(file);
            }

            Interlocked.Add(ref waiting, entries.Count);
            LogTaken(file.Name, entries.Count);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (own is { Count: 0 } empty)
        {
            empty.Delete();
        }

        own?.Dispose();
        foreach (var file in Left())
        {
            file.Dispose();
        }

        turn.Dispose();
        draining.Dispose();
    }

    private void Append(JournalEntry entry, long bound)
    {
        if (!IsKept)
        {
            throw new IOException("No journal is kept.");
        }

        own ??= JournalFile.Create(folder, master, clock.GetUtcNow());
        if (own.Length + Left().Sum(file => file.Length) > bound)
        {
            throw new IOException("The journal has reached its bound.");
        }

        own.Append(entry);
    }

    private JournalFile[] Left()
    {
        lock (left)
        {
            return [.. left];
        }
    }

    // From here on nobody adds to it. The next one is made when it is needed: on a full disk what waits must not need room to go.
    private async Task SealOwnAsync(CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            if (own is { Count: > 0 } written)
            {
                lock (left)
                {
                    left.Add(written);
                }

                own = null;
            }
        }
        finally
        {
            turn.Release();
        }
    }

    private void Finish(JournalFile file, int count, string? refused)
    {
        lock (left)
        {
            left.Remove(file);
        }

        Interlocked.Add(ref waiting, -count);
        if (refused is null)
        {
            file.Delete();
        }
        else
        {
            LogRefused(file.Name, refused, count);
            file.SetAside();
        }
    }

    private static (IReadOnlyList<JournalEntry> Entries, string? Refused) ReadAsFarAsPossible(JournalFile file)
    {
        var entries = new List<JournalEntry>();
        try
        {
            foreach (var entry in file.Read())
            {
                entries.Add(entry);
            }

            return (entries, null);
        }
        catch (SealedFramesException e)
        {
            return (entries, e.Because);
        }
    }

    [LoggerMessage(1911, LogLevel.Error, "The journal of this outage cannot be written; what needs it is unavailable")]
    private partial void LogFailed(Exception e);

    [LoggerMessage(1912, LogLevel.Warning, "The journal {Name} was left by a process that is gone; {Count} entries wait")]
    private partial void LogTaken(string name, int count);

    [LoggerMessage(
        1913,
        LogLevel.Error,
        "The journal {Name} is put aside, since past the first {Count} entries, which were replayed, {Because}")]
    private partial void LogRefused(string name, string because, int count);
}
