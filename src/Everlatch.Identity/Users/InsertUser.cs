using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Passwords;
using Everlatch.Storage;

namespace Everlatch.Identity.Users;

/// <summary>Writes a new user and their password, in the caller's transaction.</summary>
public sealed class InsertUser(AuditTrail audit)
{
    /// <summary>False, and nothing was written, when the address is taken.</summary>
    internal async Task<bool> RunAsync(
        IStatements on, EnvironmentId environment, User user, string? hash, AuditActor actor, CancellationToken ct)
    {
        if (!await UserStore.InsertAsync(on, environment, user, EmailAddress.Trusted(user.Email), ct))
        {
            return false;
        }

        if (hash is not null)
        {
            await PasswordStore.SetAsync(on, environment, user.Id, hash, user.CreatedAt, ct);
        }

        var act = new AuditEvent
        {
            Environment = environment, Kind = "user.created", Actor = actor, Target = user.Id.Value, User = user.Id,
        };
        await audit.RecordAsync(on, act, ct);
        return true;
    }
}
