using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Memberships;

namespace Everlatch.Identity.Sessions;

/// <summary>
/// Begins a session in the transaction of a sign-in. The session that the browser had before ends, whoever's it was.
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
        if (existingCookie is not null)
        {
            var token = GeneratedSecret.HashOf(existingCookie);
            var ended = await SessionStore.EndByTokenAsync(write.Transaction, environment.Id, token, now, ct);
            await ending.EndedAsync(write, environment.Id, ended, ct);
        }

        // Always a new secret and a new id: nothing that anybody knew before the sign-in is worth anything after it.
        var session = new NewSession(
            Id.New<SessionId>(clock), user, SessionCookie.NewToken(), now.AddHours(environment.Settings.SessionAbsoluteHours));
        var idle = now.AddMinutes(environment.Settings.SessionIdleMinutes);
        var agent = origin.UserAgent.Length <= MaxUserAgent ? origin.UserAgent : origin.UserAgent[..MaxUserAgent];
        var seen = origin with { UserAgent = agent.Replace('\0', ' ') };
        await SessionStore.InsertAsync(write.Transaction, environment.Id, session, amr, seen, (now, idle), ct);
        await DefaultTenant.ChooseAsync(write.Transaction, environment.Id, session.Id, user, ct);
        return session;
    }
}
