using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Identity.Memberships;
using Everlatch.Identity.Sessions;
using Everlatch.Identity.Users;
using Everlatch.Storage;

namespace Everlatch.Identity.Outages;

/// <summary>Begins a session that no database takes.</summary>
public sealed class BeginSealedSession(IDatabase database, SessionSeal seal, TimeProvider clock)
{
    // Less than the database would keep: it travels with every request.
    private const int MaxUserAgent = 160;

    internal async Task<(SealedSession Session, NewSession Given)> RunAsync(
        DirectoryEnvironment environment, UserRow user, RequestOrigin origin, string? existingCookie, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var token = SessionCookie.NewToken();
        PresentedSession? before = existingCookie is null ? null : PresentedSession.Of(existingCookie);
        var agent = origin.UserAgent.Length <= MaxUserAgent ? origin.UserAgent : origin.UserAgent[..MaxUserAgent];
        var session = new SealedSession
        {
            Id = Id.New<SessionId>(clock),
            User = user.Id,
            Token = token.Hash,
            Tenant = await TenantAsync(environment.Id, user.Id, before, now, ct),
            Amr = ["pwd"],
            BeganAt = now,
            IdleExpiresAt = now.AddMinutes(environment.Settings.SessionIdleMinutes),
            ExpiresAt = now.AddHours(environment.Settings.SessionAbsoluteHours),
            Address = origin.Address,
            UserAgent = agent.Replace('\0', ' '),
            PasswordChangedAt = user.PasswordChangedAt!.Value,
            Replaces = before?.Hash,
        };
        var given = new NewSession(session.Id, session.User, token, session.ExpiresAt)
        {
            Sealed = seal.Seal(environment.Id, session),
        };
        return (session, given);
    }

    // As a session of the database begins: in the tenant of the same person's session before, else in the only one there is.
    private async Task<TenantId?> TenantAsync(
        EnvironmentId environment, UserId user, PresentedSession? before, DateTimeOffset now, CancellationToken ct)
    {
        if (before is { } presented)
        {
            var row = await SessionStore.FindLiveAsync(database, environment, presented.Hash, now, ct);
            var sealedBefore = presented.Sealed is { } text ? seal.Open(environment, text) : null;
            if (row?.User == user && row.Tenant is { } acting)
            {
                return acting;
            }

            if (sealedBefore?.User == user && sealedBefore.Tenant is { } chosen)
            {
                return chosen;
            }
        }

        return await SessionTenants.FindOnlyAsync(database, environment, user, ct);
    }
}
