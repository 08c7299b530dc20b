using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Links;
using Everlatch.Identity.Mail;
using Everlatch.Identity.Passwords;
using Everlatch.Identity.Users;
using Everlatch.Storage;

namespace Everlatch.Identity.SignUp;

/// <summary>Writes a sign-up, in the caller's transaction. Every way through it sends as many statements as the others.</summary>
public sealed class RegisterPerson(SendLink send, AuditTrail audit, TimeProvider clock)
{
    // What the longest way takes: an account that waits for its verification and gets another password.
    private const int Longest = 7;

    /// <summary>Who owns the password that was typed; null when the address belongs to an account already.</summary>
    internal async Task<UserId?> RunAsync(
        IStatements on, DirectoryHost here, NewPerson person, RequestOrigin origin, CancellationToken ct)
    {
        var steps = new CountedStatements(on);
        var owner = await WriteAsync(steps, here, person, origin, ct);
        while (steps.Count < Longest)
        {
            await UserStore.FindAsync(steps, here.Environment.Id, person.Email, ct);
        }

        return owner;
    }

    private async Task<UserId?> WriteAsync(
        IStatements on, DirectoryHost here, NewPerson person, RequestOrigin origin, CancellationToken ct)
    {
        var environment = here.Environment.Id;
        var now = clock.GetUtcNow();
        var fresh = new User
        {
            Id = Id.New<UserId>(clock),
            Email = person.Email.Text,
            Name = person.Name,
            Locale = person.Locale,
            CreatedAt = now,
            UpdatedAt = now,
            Version = 1,
        };
        var user = await UserStore.InsertAsync(on, environment, fresh, person.Email, ct)
            ? fresh
            : await UserStore.FindAsync(on, environment, person.Email, ct);
        if (user is null)
        {
            return null; // deleted at this very moment
        }

        await RecordAsync(on, environment, user, ReferenceEquals(user, fresh), origin, ct);
        if (user.DisabledAt is not null)
        {
            return null;
        }

        var to = new SendLink.Recipient(user.Id, person.Email, user.Locale ?? person.Locale);
        if (user.EmailVerifiedAt is not null)
        {
            await send.RunAsync(on, here, to, LinkPurpose.ResetPassword, MailKind.AlreadyRegistered, ct);
            return null;
        }

        // Whoever typed a password for this address before has not shown that the mailbox is theirs either: the last one counts.
        if (!ReferenceEquals(user, fresh))
        {
            await UserStore.UpdateAsync(on, environment, user with { Name = person.Name, UpdatedAt = now }, person.Email, ct);
        }

        await PasswordStore.SetAsync(on, environment, user.Id, person.Hash, now, ct);
        await send.RunAsync(on, here, to, LinkPurpose.VerifyEmail, MailKind.VerifyEmail, ct);
        return user.Id;
    }

    private Task RecordAsync(
        IStatements on, EnvironmentId environment, User user, bool isNew, RequestOrigin origin, CancellationToken ct) =>
        audit.RecordAsync(
            on,
            new AuditEvent
            {
                Environment = environment,
                Kind = isNew ? "signup.requested" : "signup.repeated",
                Actor = AuditActor.Anonymous(origin),
                Target = user.Id.Value,
                User = user.Id,
            },
            ct);
}
