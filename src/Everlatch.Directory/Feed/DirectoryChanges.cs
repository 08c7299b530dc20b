using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Directory.Feed;

/// <summary>Records that an entry changed, in the transaction that changed it.</summary>
/// <remarks>
/// Call it last before the commit: it takes the sequence's row lock, so that numbers become visible in their order,
/// and a follower that has seen n has seen everything up to n. Held from here to the commit, the lock is short.
/// </remarks>
public static class DirectoryChanges
{
    private static readonly Statement Next = Statement
        .Write("directory.next_sequence", "update directory_sequence set sequence = sequence + 1 where id = 1 returning sequence")
        .AcrossEnvironments("one sequence orders the changes of all environments");

    private static readonly Statement Insert = Statement.Write(
        "directory.record_change",
        """
        insert into directory_changes (sequence, environment_id, kind, entity_id, changed_at)
        values (@sequence, @environment, @kind, @entity, @now)
        """);

    /// <summary>
    /// Records that more of an environment changed than is worth telling one by one: who follows reads everything again, as after
    /// a gap in the numbers, which this makes.
    /// </summary>
    public static async Task RecordWholeAsync(
        ITransaction transaction, IDialect dialect, EnvironmentId environment, DateTimeOffset now, CancellationToken ct)
    {
        await transaction.FindAsync<long>(Next, null, ct);
        await RecordAsync(transaction, dialect, environment, DirectoryKind.Environment, environment.Value, now, ct);
    }

    /// <summary>Records one change.</summary>
    public static async Task RecordAsync(
        ITransaction transaction,
        IDialect dialect,
        EnvironmentId environment,
        DirectoryKind kind,
        string entity,
        DateTimeOffset now,
        CancellationToken ct)
    {
        var sequence = await transaction.FindAsync<long>(Next, null, ct);
        await transaction.ExecuteAsync(Insert, new { sequence, environment, kind = kind.ToString(), entity, now }, ct);
        await dialect.SignalDirectoryChangeAsync(transaction, ct);
    }
}
