using Everlatch.Storage;

namespace Everlatch.Directory.Replay;

/// <summary>Which entries are in the database already.</summary>
internal static class ReplayedEntries
{
    private static readonly Statement Insert = Statement
        .Write(
            "replayed_entries.insert",
            "insert into replayed_entries (id, replayed_at) values (@entry, @now) on conflict (id) do nothing")
        .AcrossEnvironments("an entry's id is its own everywhere");

    private static readonly Statement Purge = Statement
        .Write("replayed_entries.purge", "delete from replayed_entries where replayed_at < @before")
        .AcrossEnvironments("what is old enough is swept everywhere");

    /// <summary>Takes note of one in the transaction that does it; false when it was done before.</summary>
    public static async Task<bool> AddAsync(IStatements statements, string entry, DateTimeOffset now, CancellationToken ct) =>
        await statements.ExecuteAsync(Insert, new { entry, now }, ct) == 1;

    /// <summary>Forgets the oldest.</summary>
    public static Task PurgeAsync(IStatements statements, DateTimeOffset before, CancellationToken ct) =>
        statements.ExecuteAsync(Purge, new { before }, ct);
}
