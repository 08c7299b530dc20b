using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Users;

/// <summary>The SQL of users.</summary>
internal static class UserStore
{
    private const string Columns =
        "id, email, email_verified_at, name, locale, disabled_at, last_sign_in_at, created_at, updated_at, version";

    private static readonly Statement InsertNew = Statement.Write(
        "users.insert",
        """
        insert into users (environment_id, id, email, email_key, email_verified_at, name, locale, created_at, updated_at, version)
        values (@environment, @user, @email, @email_key, cast(@verified as bigint), @name, cast(@locale as text), @now, @now, 1)
        on conflict (environment_id, email_key) do nothing
        """);

    private static readonly Statement FindById = Statement.Read(
        "users.find_by_id", $"select {Columns} from users where environment_id = @environment and id = @user");

    private static readonly Statement FindByEmail = Statement.Read(
        "users.find_by_email", $"select {Columns} from users where environment_id = @environment and email_key = @email_key");

    private static readonly Statement FindForSignIn = Statement
        .Read(
            "users.find_for_sign_in",
            """
            select u.id, u.email, u.name, u.locale, u.email_verified_at, u.disabled_at, u.version, p.hash,
                p.changed_at as password_changed_at
            from users u
            left join passwords p on p.environment_id = u.environment_id and p.user_id = u.id
            where u.environment_id = @environment and u.email_key = @email_key
            """)
        .AlsoFromStandby();

    private static readonly Statement ListPage = Statement.Read(
        "users.list",
        $"""
        select {Columns} from users
        where environment_id = @environment
          and (cast(@after as text) is null or id > @after)
          and (cast(@email_key as text) is null or email_key = @email_key)
        order by id
        limit @limit
        """);

    private static readonly Statement Update = Statement.Write(
        "users.update",
        """
        update users
        set email = @email, email_key = @email_key, email_verified_at = cast(@verified as bigint), name = @name,
            locale = cast(@locale as text), updated_at = @now, version = version + 1
        where environment_id = @environment and id = @user and version = @version
        """);

    private static readonly Statement SetDisabled = Statement.Write(
        "users.set_disabled",
        $"""
        update users set disabled_at = cast(@disabled as bigint), updated_at = @now, version = version + 1
        where environment_id = @environment and id = @user and (cast(@version as bigint) is null or version = @version)
        returning {Columns}
        """);

    private static readonly Statement DeleteOne = Statement.Write(
        "users.delete", "delete from users where environment_id = @environment and id = @user");

    private static readonly Statement Verify = Statement.Write(
        "users.verify_email",
        """
        update users set email_verified_at = @now, updated_at = @now, version = version + 1
        where environment_id = @environment and id = @user and email_verified_at is null
        """);

    private static readonly Statement SignedIn = Statement.Write(
        "users.signed_in",
        """
        update users set last_sign_in_at = @now
        where environment_id = @environment and id = @user and version = @version and disabled_at is null
        """);

    private static readonly Statement Hold = Statement.Write(
        "users.hold",
        """
        update users set version = version
        where environment_id = @environment and id = @user and disabled_at is null
            and (signed_out_at is null or signed_out_at < @began)
        """);

    private static readonly Statement SignedInEarlier = Statement.Write(
        "users.signed_in_earlier",
        """
        update users set last_sign_in_at = @at
        where environment_id = @environment and id = @user and (last_sign_in_at is null or last_sign_in_at < @at)
        """);

    private static readonly Statement SignedOut = Statement.Write(
        "users.signed_out", "update users set signed_out_at = @now where environment_id = @environment and id = @user");

    private static readonly Statement FindSignedIn = Statement
        .Read(
            "users.find_signed_in",
            """
            select u.id, u.email, u.name, u.locale, u.email_verified_at, u.signed_out_at, p.changed_at as password_changed_at
            from users u
            join passwords p on p.environment_id = u.environment_id and p.user_id = u.id
            where u.environment_id = @environment and u.id = @user and u.disabled_at is null
            """)
        .AlsoFromStandby();

    private static readonly Statement Touch = Statement.Write(
        "users.touch",
        "update users set updated_at = @now, version = version + 1 where environment_id = @environment and id = @user");

    /// <summary>Adds a user; false when the address is taken.</summary>
    public static async Task<bool> InsertAsync(
        IStatements on, EnvironmentId environment, User user, EmailAddress email, CancellationToken ct)
    {
        var rows = await on.ExecuteAsync(
            InsertNew,
            new
            {
                environment,
                user = user.Id,
                email = email.Text,
                email_key = email.Key,
                verified = user.EmailVerifiedAt,
                name = user.Name,
                locale = user.Locale,
                now = user.CreatedAt,
            },
            ct);
        return rows == 1;
    }

    public static Task<User?> FindAsync(IStatements on, EnvironmentId environment, UserId user, CancellationToken ct) =>
        on.FindAsync<User>(FindById, new { environment, user }, ct);

    public static Task<User?> FindAsync(IStatements on, EnvironmentId environment, EmailAddress email, CancellationToken ct) =>
        on.FindAsync<User>(FindByEmail, new { environment, email_key = email.Key }, ct);

    public static Task<UserRow?> FindForSignInAsync(
        IStatements on, EnvironmentId environment, EmailAddress email, CancellationToken ct) =>
        on.FindAsync<UserRow>(FindForSignIn, new { environment, email_key = email.Key }, ct);

    public static async Task<Page<User>> ListAsync(
        IStatements on, EnvironmentId environment, EmailAddress? email, int limit, UserId? after, CancellationToken ct)
    {
        var arguments = new { environment, after = after?.Value, email_key = email?.Key, limit = limit + 1 };
        return Page.Cut(await on.ListAsync<User>(ListPage, arguments, ct), limit, user => user.Id.Value);
    }

    /// <summary>Writes the changed fields over the version that was read; false when that version is no more.</summary>
    /// <exception cref="ConstraintException">The address is taken.</exception>
    public static async Task<bool> UpdateAsync(
        IStatements on, EnvironmentId environment, User user, EmailAddress email, CancellationToken ct)
    {
        var rows = await on.ExecuteAsync(
            Update,
            new
            {
                environment,
                user = user.Id,
                email = email.Text,
                email_key = email.Key,
                verified = user.EmailVerifiedAt,
                name = user.Name,
                locale = user.Locale,
                version = user.Version,
                now = user.UpdatedAt,
            },
            ct);
        return rows == 1;
    }

    /// <summary>Disables or enables; null when there is no such user or (unless null) not in this version.</summary>
    public static Task<User?> SetDisabledAsync(
        IStatements on,
        EnvironmentId environment,
        UserId user,
        bool disabled,
        long? version,
        DateTimeOffset now,
        CancellationToken ct)
    {
        var arguments = new { environment, user, disabled = disabled ? now : (DateTimeOffset?)null, version, now };
        return on.FindAsync<User>(SetDisabled, arguments, ct);
    }

    /// <summary>Why <see cref="SetDisabledAsync" /> changed nobody.</summary>
    public static async Task<Edit<User>> NotChangedAsync(
        IStatements on, EnvironmentId environment, UserId user, CancellationToken ct) =>
        await FindAsync(on, environment, user, ct) is null ? new Edit<User>.Unknown() : new Edit<User>.Stale();

    /// <summary>Deletes, with everything that belongs to the user alone.</summary>
    public static Task DeleteAsync(IStatements on, EnvironmentId environment, UserId user, CancellationToken ct) =>
        on.ExecuteAsync(DeleteOne, new { environment, user }, ct);

    public static Task<int> VerifyEmailAsync(
        IStatements on, EnvironmentId environment, UserId user, DateTimeOffset now, CancellationToken ct) =>
        on.ExecuteAsync(Verify, new { environment, user, now }, ct);

    /// <summary>
    /// Notes a sign-in and holds the row until the end of the transaction; false when anything about the user changed since this
    /// version was read: then the password that was compared may be an old one.
    /// </summary>
    public static async Task<bool> SignedInAsync(
        IStatements on, EnvironmentId environment, UserId user, long version, DateTimeOffset now, CancellationToken ct) =>
        await on.ExecuteAsync(SignedIn, new { environment, user, version, now }, ct) == 1;

    /// <summary>
    /// Holds the row until the end of the transaction; false when the user is gone or disabled, or all sessions of theirs were
    /// ended that had begun by then.
    /// </summary>
    public static async Task<bool> HoldAsync(
        IStatements on, EnvironmentId environment, UserId user, DateTimeOffset began, CancellationToken ct) =>
        await on.ExecuteAsync(Hold, new { environment, user, began }, ct) == 1;

    /// <summary>Notes a sign-in that comes to light later.</summary>
    public static Task SignedInEarlierAsync(
        IStatements on, EnvironmentId environment, UserId user, DateTimeOffset at, CancellationToken ct) =>
        on.ExecuteAsync(SignedInEarlier, new { environment, user, at }, ct);

    /// <summary>Notes that all sessions of a user end, those too that nobody has heard of yet.</summary>
    public static Task SignedOutAsync(
        IStatements on, EnvironmentId environment, UserId user, DateTimeOffset now, CancellationToken ct) =>
        on.ExecuteAsync(SignedOut, new { environment, user, now }, ct);

    /// <summary>Who a session belongs to; null when they are gone or disabled, or have no password.</summary>
    public static Task<UserRow?> FindSignedInAsync(
        IStatements on, EnvironmentId environment, UserId user, CancellationToken ct) =>
        on.FindAsync<UserRow>(FindSignedIn, new { environment, user }, ct);

    /// <summary>
    /// Makes a new version before a password changes: sign-ins with the old one that are under way will not end in a session.
    /// </summary>
    public static Task TouchAsync(
        IStatements on, EnvironmentId environment, UserId user, DateTimeOffset now, CancellationToken ct) =>
        on.ExecuteAsync(Touch, new { environment, user, now }, ct);
}
