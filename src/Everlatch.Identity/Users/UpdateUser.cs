using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Links;
using Everlatch.Storage;

namespace Everlatch.Identity.Users;

/// <summary>Changes a user's address, name or language. Links that were mailed to an old address die with it.</summary>
public sealed class UpdateUser(IDatabase database, LinkStore links, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Writes the change over <paramref name="version" />; null takes the newest version.</summary>
    public async Task<Outcome> RunAsync(
        EnvironmentId environment, UserId id, UserChange change, long? version, AuditActor actor, CancellationToken ct)
    {
        try
        {
            await using var transaction = await database.BeginAsync(ct);
            if (await UserStore.FindAsync(transaction, environment, id, ct) is not { } user)
            {
                return new Outcome.Unknown();
            }

            if (version is not null && version != user.Version)
            {
                return new Outcome.Stale();
            }

            if (Apply(user, change, out var changed) is { } problem)
            {
                return new Outcome.Invalid(problem);
            }

            var email = EmailAddress.Trusted(changed.Email);
            if (!await UserStore.UpdateAsync(transaction, environment, changed, email, ct))
            {
                return new Outcome.Stale();
            }

            if (email.Key != EmailAddress.Trusted(user.Email).Key)
            {
                await links.CancelAsync(transaction, environment, id, LinkPurpose.VerifyEmail, ct);
                await links.CancelAsync(transaction, environment, id, LinkPurpose.ResetPassword, ct);
            }

            await audit.RecordAsync(transaction, EventOf(environment, user, changed, actor), ct);
            await transaction.CommitAsync(ct);
            return new Outcome.Updated(changed with { Version = user.Version + 1 });
        }
        catch (ConstraintException)
        {
            // The unique index of addresses is the only one that this can meet.
            return new Outcome.EmailTaken();
        }
    }

    private static AuditEvent EventOf(EnvironmentId environment, User before, User after, AuditActor actor)
    {
        var fields = new List<string>();
        if (before.Email != after.Email)
        {
            fields.Add("email");
        }

        if (before.Name != after.Name)
        {
            fields.Add("name");
        }

        if (before.Locale != after.Locale)
        {
            fields.Add("locale");
        }

        if ((before.EmailVerifiedAt is null) != (after.EmailVerifiedAt is null))
        {
            fields.Add("email_verified");
        }

        return new AuditEvent
        {
            Environment = environment,
            Kind = "user.updated",
            Actor = actor,
            Target = after.Id.Value,
            User = after.Id,
            Details = AuditEvent.NoDetails.Add("fields", string.Join(' ', fields)),
        };
    }

    private Problem? Apply(User user, UserChange change, out User changed)
    {
        changed = user;
        if (!EmailAddress.TryParse(change.Email ?? user.Email, out var email))
        {
            return UserProblems.Email;
        }

        if (!PersonName.TryParse(change.Name ?? user.Name, out var name))
        {
            return UserProblems.Name;
        }

        if (change.Locale is not null && !LanguageTag.IsWellFormed(change.Locale))
        {
            return UserProblems.Locale;
        }

        var isOther = email.Key != EmailAddress.Trusted(user.Email).Key;
        var verified = change.EmailVerified ?? (user.EmailVerifiedAt is not null && !isOther);
        var now = clock.GetUtcNow();
        changed = user with
        {
            Email = email.Text,
            Name = name,
            Locale = change.Locale ?? user.Locale,
            EmailVerifiedAt = verified ? (isOther ? now : user.EmailVerifiedAt ?? now) : null,
            UpdatedAt = now,
        };
        return null;
    }

    /// <summary>How it ended.</summary>
    public abstract record Outcome
    {
        private Outcome()
        {
        }

        /// <summary>It is changed.</summary>
        /// <param name="User">The user as they are now.</param>
        public sealed record Updated(User User) : Outcome;

        /// <summary>There is no such user here.</summary>
        public sealed record Unknown : Outcome;

        /// <summary>Somebody else changed the user since this version was read.</summary>
        public sealed record Stale : Outcome;

        /// <summary>A user of this environment has the address.</summary>
        public sealed record EmailTaken : Outcome;

        /// <summary>Something that was asked for cannot be.</summary>
        /// <param name="Problem">What, and why.</param>
        public sealed record Invalid(Problem Problem) : Outcome;
    }
}
