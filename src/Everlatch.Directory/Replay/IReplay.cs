using Everlatch.Directory.Feed;
using Everlatch.Storage.Journal;

namespace Everlatch.Directory.Replay;

/// <summary>
/// Brings one kind of a journal's entries into the database. A feature registers one for each kind that it writes.
/// </summary>
public interface IReplay
{
    /// <summary>The kind.</summary>
    string Kind { get; }

    /// <summary>
    /// Takes note of an entry that a process before this one left, for as long as the outage goes on: what was used up stays
    /// used up.
    /// </summary>
    void Recall(JournalEntry entry);

    /// <summary>Does in the write what the entry says.</summary>
    /// <returns>
    /// Null when it is done. Else why it may not be: then nothing of it is, and <see cref="RefuseAsync" /> is called. What was
    /// revoked, disabled or changed since wins.
    /// </returns>
    Task<string?> ReplayAsync(DirectoryWrite write, JournalEntry entry, CancellationToken ct);

    /// <summary>Records in the write that the entry was refused, and takes back what was given meanwhile.</summary>
    Task RefuseAsync(DirectoryWrite write, JournalEntry entry, string because, CancellationToken ct);
}
