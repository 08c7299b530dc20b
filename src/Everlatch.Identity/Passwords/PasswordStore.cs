using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Passwords;

/// <summary>The SQL of passwords: one hash a user, kept apart from the user so that no list of users reads it.</summary>
internal static class PasswordStore
{
    private static readonly Statement Upsert = Statement.Write(
        "passwords.upsert",
        """
        insert into passwords (environment_id, user_id, hash, changed_at) values (@environment, @user, @hash, @now)
        on conflict (environment_id, user_id) do update set hash = excluded.hash, changed_at = excluded.changed_at
        """);

    private static readonly Statement Rehash = Statement.Write(
        "passwords.rehash",
        """
        update passwords set hash = @hash
        where environment_id = @environment and user_id = @user and hash = @old
        """);

    private static readonly Statement FindHash = Statement.Read(
        "passwords.find", "select hash from passwords where environment_id = @environment and user_id = @user");

    private static readonly Statement FindChangedAt = Statement.Read(
        "passwords.find_changed_at",
        "select changed_at from passwords where environment_id = @environment and user_id = @user");

    private static readonly Statement DeleteOne = Statement.Write(
        "passwords.delete", "delete from passwords where environment_id = @environment and user_id = @user");

    public static Task SetAsync(
        IStatements on, EnvironmentId environment, UserId user, string hash, DateTimeOffset now, CancellationToken ct) =>
        on.ExecuteAsync(Upsert, new { environment, user, hash, now }, ct);

    /// <summary>
    /// Replaces the hash that was verified by another of the same password, unless the password was changed meanwhile.
    /// </summary>
    public static Task RehashAsync(
        IStatements on, EnvironmentId environment, UserId user, string old, string hash, CancellationToken ct) =>
        on.ExecuteAsync(Rehash, new { environment, user, old, hash }, ct);

    public static Task<string?> FindAsync(IStatements on, EnvironmentId environment, UserId user, CancellationToken ct) =>
        on.FindAsync<string>(FindHash, new { environment, user }, ct);

    /// <summary>When the password was chosen; null without one.</summary>
    public static Task<DateTimeOffset?> FindChangedAtAsync(
        IStatements on, EnvironmentId environment, UserId user, CancellationToken ct) =>
        on.FindAsync<DateTimeOffset?>(FindChangedAt, new { environment, user }, ct);

    public static Task DeleteAsync(IStatements on, EnvironmentId environment, UserId user, CancellationToken ct) =>
        on.ExecuteAsync(DeleteOne, new { environment, user }, ct);
}
