using System.Text.Json;
using Everlatch.Directory.Feed;
using Everlatch.Storage;
using Everlatch.Storage.Journal;
using Microsoft.Extensions.Logging;

namespace Everlatch.Directory.Replay;

/// <summary>
/// Brings one entry of a journal into the database, exactly once: its effect and the note of it are one transaction.
/// </summary>
public sealed partial class ReplayEntry(
    DirectoryWriter writer, IEnumerable<IReplay> replays, ReplayMetrics metrics, TimeProvider clock, ILogger<ReplayEntry> logger)
{
    /// <summary>Older entries are refused: whether they were replayed before is forgotten in the end.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromDays(30);

    /// <summary>How long it is known that an entry was replayed.</summary>
    internal static readonly TimeSpan Known = TimeSpan.FromDays(60);

    private readonly Dictionary<string, IReplay> byKind = replays.ToDictionary(replay => replay.Kind, StringComparer.Ordinal);

    /// <summary>Tells the features what a process before this one did in the outage that goes on.</summary>
    public void Recall(JournalEntry entry)
    {
        if (!byKind.TryGetValue(entry.Kind, out var replay))
        {
            return;
        }

        try
        {
            replay.Recall(entry);
        }
        catch (JsonException)
        {
            // It waits for the build that wrote it; without it a server starts all the same.
            LogUnknown(entry.Id, entry.Kind);
        }
    }

    /// <summary>Replays it; false when this build does not know its kind, or cannot read it.</summary>
    /// <exception cref="StoreFaultException">The store does not answer: nothing is done of it, or nobody knows.</exception>
    public async Task<bool> RunAsync(JournalEntry entry, CancellationToken ct)
    {
        if (!byKind.TryGetValue(entry.Kind, out var replay))
        {
            LogUnknown(entry.Id, entry.Kind);
            return false;
        }

        try
        {
            if (await TryAsync(replay, entry, ct) is { } because)
            {
                await RefuseAsync(replay, entry, because, ct);
            }

            return true;
        }
        catch (JsonException)
        {
            // Another build wrote this kind otherwise: it waits for that one, and holds nothing else up.
            LogUnknown(entry.Id, entry.Kind);
            return false;
        }
    }

    private async Task<string?> TryAsync(IReplay replay, JournalEntry entry, CancellationToken ct)
    {
        if (clock.GetUtcNow() - entry.At > Oldest)
        {
            return "too_old";
        }

        try
        {
            await OnceAsync(
                entry,
                "replayed",
                async write =>
                {
                    if (await replay.ReplayAsync(write, entry, ct) is { } because)
                    {
                        throw new ReplayRefusedException(because);
                    }
                },
                ct);
            return null;
        }
        catch (ReplayRefusedException e)
        {
            return e.Message;
        }
        catch (ConstraintException)
        {
            // What it is about was deleted.
            return "gone";
        }
    }

    private async Task RefuseAsync(IReplay replay, JournalEntry entry, string because, CancellationToken ct)
    {
        LogRefused(entry.Id, entry.Kind, because);
        try
        {
            await OnceAsync(entry, "refused", write => replay.RefuseAsync(write, entry, because, ct), ct);
        }
        catch (ConstraintException)
        {
            // Its environment is gone too, and with it the trail that would tell.
            await OnceAsync(entry, "refused", _ => Task.CompletedTask, ct);
        }
    }

    private async Task OnceAsync(JournalEntry entry, string outcome, Func<DirectoryWrite, Task> act, CancellationToken ct)
    {
        var isNew = await writer.WriteAsync(
            async write =>
            {
                var added = await ReplayedEntries.AddAsync(write.Transaction, entry.Id, clock.GetUtcNow(), ct);
                if (added)
                {
                    await act(write);
                }

                return added;
            },
            ct);
        metrics.Count(isNew ? outcome : "known");
    }

    [LoggerMessage(2007, LogLevel.Warning, "The entry {Entry} of an outage's journal ({Kind}) is refused: {Because}")]
    private partial void LogRefused(string entry, string kind, string because);

    [LoggerMessage(2008, LogLevel.Error, "This build does not know the entry {Entry} of an outage's journal, or its kind {Kind}")]
    private partial void LogUnknown(string entry, string kind);
}
