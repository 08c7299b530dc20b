using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Directory.Feed;

/// <summary>Records that access tokens of a session, grant, client, or with one token id, no longer count.</summary>
public static class Revocations
{
    /// <summary>No access token lives longer, so no revocation needs to be remembered longer.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private static readonly Statement Upsert = Statement.Write(
        "revocations.upsert",
        """
        insert into revocations (environment_id, id, revoked_at, expires_at) values (@environment, @revoked, @now, @until)
        on conflict (environment_id, id) do update set revoked_at = excluded.revoked_at, expires_at = excluded.expires_at
        """);

    /// <summary>
    /// Every access token issued up to <paramref name="now" /> that names
    /// <paramref name="revoked" /> is dead once the write commits.
    /// </summary>
    public static async Task RecordAsync(
        DirectoryWrite write, EnvironmentId environment, string revoked, DateTimeOffset now, CancellationToken ct)
    {
        await write.Transaction.ExecuteAsync(Upsert, new { environment, revoked, now, until = now + Kept }, ct);
        write.Changed(environment, DirectoryKind.Revocation, revoked);
    }
}
