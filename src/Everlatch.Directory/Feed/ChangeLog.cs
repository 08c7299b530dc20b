using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Directory.Feed;

/// <summary>Reads and trims the log of directory changes.</summary>
internal static class ChangeLog
{
    private static readonly Statement Head = Statement
        .Read("directory.head", "select sequence from directory_sequence where id = 1")
        .AcrossEnvironments("one sequence orders the changes of all environments")
        .AlsoFromStandby();

    // The head comes along with the changes, so that a follower whose place in the log was trimmed away notices.
    private static readonly Statement After = Statement
        .Read(
            "directory.changes_after",
            """
            select s.sequence as head, c.sequence, c.environment_id, c.kind, c.entity_id
            from directory_sequence s
            left join directory_changes c on c.sequence > @after and c.sequence <= s.sequence
            where s.id = 1
            order by c.sequence
            limit 2000
            """)
        .AcrossEnvironments("a follower follows every environment")
        .AlsoFromStandby();

    private static readonly Statement Trim = Statement
        .Write("directory.trim_changes", "delete from directory_changes where changed_at < @until")
        .AcrossEnvironments("the log is one");

    private static readonly Statement TrimRevocations = Statement
        .Write("directory.trim_revocations", "delete from revocations where expires_at < @now")
        .AcrossEnvironments("an expired revocation means nothing in any environment");

    public static Task<long> HeadAsync(IStatements statements, CancellationToken ct) =>
        statements.FindAsync<long>(Head, null, ct);

    public static Task<IReadOnlyList<Row>> AfterAsync(IStatements statements, long after, CancellationToken ct) =>
        statements.ListAsync<Row>(After, new { after }, ct);

    public static async Task TrimAsync(IStatements statements, DateTimeOffset now, TimeSpan keep, CancellationToken ct)
    {
        await statements.ExecuteAsync(Trim, new { until = now - keep }, ct);
        await statements.ExecuteAsync(TrimRevocations, new { now }, ct);
    }

    internal sealed record Row
    {
        public long Head { get; init; }
        public long? Sequence { get; init; }
        public EnvironmentId EnvironmentId { get; init; }
        public string Kind { get; init; } = "";
        public string EntityId { get; init; } = "";
    }
}
