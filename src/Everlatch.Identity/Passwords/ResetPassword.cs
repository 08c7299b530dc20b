using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Links;
using Everlatch.Storage;

namespace Everlatch.Identity.Passwords;

/// <summary>
/// Chooses a new password by a mailed link. It proves the mailbox, ends every session and lifts the account's lockout.
/// </summary>
public sealed class ResetPassword(
    IDatabase database, PasswordHashing hashing, LinkStore links, DirectoryWriter writer, CompleteReset complete)
{
    /// <summary>Whether a link can still be used. Uses nothing up.</summary>
    public async Task<bool> IsLiveAsync(EnvironmentId environment, string token, CancellationToken ct) =>
        await links.FindAsync(database, environment, token, LinkPurpose.ResetPassword, ct) is not null;

    /// <summary>Uses the link; a password that is refused does not use it up.</summary>
    public async Task<Outcome> RunAsync(
        DirectoryHost here, string token, string? password, RequestOrigin origin, CancellationToken ct)
    {
        var environment = here.Environment.Id;
        if (await links.FindAsync(database, environment, token, LinkPurpose.ResetPassword, ct) is not { } owner)
        {
            return new Outcome.Expired();
        }

        var chosen = PasswordStrength.Check(here.Environment, password, [owner.Email, owner.Name], out var problem);
        if (chosen is null)
        {
            return new Outcome.Invalid(problem!);
        }

        using var turn = hashing.TryEnter();
        if (turn is null)
        {
            return new Outcome.Busy(PasswordHashing.RetryAfter);
        }

        var hash = await turn.HashAsync(chosen, ct);
        return await writer.WriteAsync<Outcome>(
            async write =>
            {
                // Looked up again beside the use: the address may have changed since.
                if (await links.FindAsync(write.Transaction, environment, token, LinkPurpose.ResetPassword, ct) is not { } still
                    || !await links.UseAsync(write.Transaction, environment, token, LinkPurpose.ResetPassword, ct))
                {
                    return new Outcome.Expired();
                }

                await complete.RunAsync(write, here, still, hash, AuditActor.Of(still.User, origin), ct);
                return new Outcome.Changed();
            },
            ct);
    }

    /// <summary>How it ended.</summary>
    public abstract record Outcome
    {
        private Outcome()
        {
        }

        /// <summary>The new password is in force; they can sign in.</summary>
        public sealed record Changed : Outcome;

        /// <summary>The link was used, is too old, or never was one.</summary>
        public sealed record Expired : Outcome;

        /// <summary>The new password is refused.</summary>
        /// <param name="Problem">Why.</param>
        public sealed record Invalid(Problem Problem) : Outcome;

        /// <summary>Too many people sign in at this moment; the link was not used up.</summary>
        /// <param name="RetryAfter">How long to wait.</param>
        public sealed record Busy(TimeSpan RetryAfter) : Outcome;
    }
}
