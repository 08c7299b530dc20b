using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Passwords;
using Everlatch.Storage;

namespace Everlatch.Identity.Users;

/// <summary>Makes a user, as an administrator or an accepted invitation does.</summary>
public sealed class CreateUser(IDatabase database, PasswordHashing hashing, InsertUser insert, TimeProvider clock)
{
    /// <summary>Makes it with its password, or not at all.</summary>
    public async Task<Outcome> RunAsync(DirectoryEnvironment environment, NewUser asked, AuditActor actor, CancellationToken ct)
    {
        if (Check(asked, out var email, out var name) is { } wrong)
        {
            return new Outcome.Invalid(wrong);
        }

        string? hash = null;
        if (asked.Password is not null)
        {
            var password = PasswordStrength.Check(environment, asked.Password, [email!.Text, name!], out var problem);
            if (password is null)
            {
                return new Outcome.Invalid(problem!);
            }

            using var turn = hashing.TryEnter();
            if (turn is null)
            {
                return new Outcome.Busy(PasswordHashing.RetryAfter);
            }

            hash = await turn.HashAsync(password, ct);
        }

        var now = clock.GetUtcNow();
        var user = new User
        {
            Id = Id.New<UserId>(clock),
            Email = email!.Text,
            EmailVerifiedAt = asked.EmailVerified ? now : null,
            Name = name!,
            Locale = asked.Locale,
            CreatedAt = now,
            UpdatedAt = now,
            Version = 1,
        };
        await using var transaction = await database.BeginAsync(ct);
        if (!await insert.RunAsync(transaction, environment.Id, user, hash, actor, ct))
        {
            return new Outcome.EmailTaken();
        }

        await transaction.CommitAsync(ct);
        return new Outcome.Created(user);
    }

    private static Problem? Check(NewUser asked, out EmailAddress? email, out string? name)
    {
        name = null;
        if (!EmailAddress.TryParse(asked.Email, out email))
        {
            return UserProblems.Email;
        }

        if (!PersonName.TryParse(asked.Name, out name))
        {
            return UserProblems.Name;
        }

        return asked.Locale is null || LanguageTag.IsWellFormed(asked.Locale) ? null : UserProblems.Locale;
    }

    /// <summary>How it ended.</summary>
    public abstract record Outcome
    {
        private Outcome()
        {
        }

        /// <summary>There it is.</summary>
        /// <param name="User">The user.</param>
        public sealed record Created(User User) : Outcome;

        /// <summary>A user of this environment has the address.</summary>
        public sealed record EmailTaken : Outcome;

        /// <summary>Something that was asked for cannot be.</summary>
        /// <param name="Problem">What, and why.</param>
        public sealed record Invalid(Problem Problem) : Outcome;

        /// <summary>Too many people sign in at this moment.</summary>
        /// <param name="RetryAfter">How long to wait.</param>
        public sealed record Busy(TimeSpan RetryAfter) : Outcome;
    }
}
