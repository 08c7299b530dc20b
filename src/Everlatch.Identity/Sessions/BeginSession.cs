using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Memberships;

namespace Everlatch.Identity.Sessions;

/// <summary>
/// Begins a session in the transaction of a sign-in. The session that the browser had before ends, whoever's it was; what
/// applications were granted in it goes on in the new one if it was the same person's, and ends with it otherwise.
/// </summary>
public sealed class BeginSession(SessionEnding ending, TimeProvider clock)
{
    // As much of a browser's name as a list can show.
    private const int MaxUserAgent = 256;

    internal async Task<NewSession> RunAsync(
        DirectoryWrite write,
        DirectoryEnvironment environment,
        UserId user,
        ImmutableArray<string> amr,
        RequestOrigin origin,
        string? existingCookie,
        CancellationToken ct)
    {
        var now = clock.GetUtcNow();

        // Always a new secret and a new id: nothing that anybody knew before the sign-in is worth anything after it.
        var session = new NewSession(
            Id.New<SessionId>(clock), user, SessionCookie.NewToken(), now.AddHours(environment.Settings.SessionAbsoluteHours));
        var idle = now.AddMinutes(environment.Settings.SessionIdleMinutes);
        var agent = origin.UserAgent.Length <= MaxUserAgent ? origin.UserAgent : origin.UserAgent[..MaxUserAgent];
        var seen = origin with { UserAgent = agent.Replace('\0', ' ') };
        await SessionStore.InsertAsync(write.Transaction, environment.Id, session, amr, seen, (now, idle), ct);
        await DefaultTenant.ChooseAsync(write.Transaction, environment.Id, session.Id, user, ct);
        await ReplaceAsync(write, environment.Id, session, existingCookie, ct);
        return session;
    }

    private async Task ReplaceAsync(
        DirectoryWrite write, EnvironmentId environment, NewSession session, string? existingCookie, CancellationToken ct)
    {
        if (existingCookie is null
            || await SessionStore.EndByTokenAsync(
                write.Transaction, environment, GeneratedSecret.HashOf(existingCookie), clock.GetUtcNow(), ct) is not { } before)
        {
            return;
        }

        if (before.User != session.User)
        {
            await ending.EndedAsync(write, environment, [before.Id], ct);
            return;
        }

        await SessionStore.TakeTenantAsync(write.Transaction, environment, before.Id, session.Id, ct);
        await ending.CarriedOverAsync(write, environment, before.Id, session.Id, ct);
    }
}
