using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Storage;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Links;

/// <summary>
/// Mailed links: 256 random bits each, kept as a hash, used once, and bound to the mailbox that they were sent to.
/// </summary>
/// <remarks>A link of a user whose address has changed since is dead, whoever reads the old mailbox.</remarks>
public sealed class LinkStore(IOptions<LinkOptions> options, TimeProvider clock)
{
    private const string Prefix = "ell_";

    private static readonly Statement InsertOne = Statement.Write(
        "links.insert",
        """
        insert into links (environment_id, id, purpose, user_id, token_sha256, email_key, created_at, expires_at)
        values (@environment, @link, @purpose, @user, @token, @email_key, @now, @until)
        """);

    private static readonly Statement FindLive = Statement.Read(
        "links.find_live",
        """
        select l.user_id as "user", u.email, u.name, u.locale, u.email_verified_at
        from links l
        join users u on u.environment_id = l.environment_id and u.id = l.user_id and u.email_key = l.email_key
        where l.environment_id = @environment and l.token_sha256 = @token and l.purpose = @purpose
          and l.used_at is null and l.expires_at > @now and u.disabled_at is null
        """);

    private static readonly Statement UseOne = Statement.Write(
        "links.use",
        """
        update links set used_at = @now
        where environment_id = @environment and token_sha256 = @token and purpose = @purpose
          and used_at is null and expires_at > @now
        returning user_id
        """);

    private static readonly Statement Cancel = Statement.Write(
        "links.cancel",
        """
        update links set used_at = @now
        where environment_id = @environment and user_id = @user and purpose = @purpose and used_at is null
        """);

    private static readonly Statement Purge = Statement
        .Write("links.purge", "delete from links where expires_at < @now")
        .AcrossEnvironments("expired links are swept everywhere");

    /// <summary>Makes a link's token. The caller mails it in the same transaction.</summary>
    internal async Task<GeneratedSecret> IssueAsync(
        IStatements on, EnvironmentId environment, UserId user, EmailAddress email, LinkPurpose purpose, CancellationToken ct)
    {
        var token = GeneratedSecret.New(Prefix);
        var now = clock.GetUtcNow();
        await on.ExecuteAsync(
            InsertOne,
            new
            {
                environment,
                link = Id.New<LinkId>(clock),
                purpose = purpose.ToString(),
                user,
                token = token.Hash,
                email_key = email.Key,
                now,
                until = now + LifeOf(purpose),
            },
            ct);
        return token;
    }

    /// <summary>Whose link it is, without using it; null when it can no longer be used.</summary>
    internal Task<LinkOwner?> FindAsync(
        IStatements on, EnvironmentId environment, string token, LinkPurpose purpose, CancellationToken ct) =>
        on.FindAsync<LinkOwner>(FindLive, Arguments(environment, token, purpose), ct);

    /// <summary>Uses a link up: of any number of parallel attempts exactly one is told true.</summary>
    internal async Task<bool> UseAsync(
        IStatements on, EnvironmentId environment, string token, LinkPurpose purpose, CancellationToken ct) =>
        await on.FindAsync<string>(UseOne, Arguments(environment, token, purpose), ct) is not null;

    /// <summary>Uses up every other link of a user for one purpose.</summary>
    internal Task CancelAsync(
        IStatements on, EnvironmentId environment, UserId user, LinkPurpose purpose, CancellationToken ct) =>
        on.ExecuteAsync(Cancel, new { environment, user, purpose = purpose.ToString(), now = clock.GetUtcNow() }, ct);

    internal static Task<int> PurgeAsync(IStatements on, DateTimeOffset now, CancellationToken ct) =>
        on.ExecuteAsync(Purge, new { now }, ct);

    private object Arguments(EnvironmentId environment, string token, LinkPurpose purpose) =>
        new { environment, token = GeneratedSecret.HashOf(token), purpose = purpose.ToString(), now = clock.GetUtcNow() };

    private TimeSpan LifeOf(LinkPurpose purpose) => purpose == LinkPurpose.ResetPassword
        ? TimeSpan.FromMinutes(options.Value.ResetMinutes)
        : TimeSpan.FromHours(options.Value.VerificationHours);
}
