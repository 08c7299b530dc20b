using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Memberships;
using Everlatch.Identity.Outages;

namespace Everlatch.Identity.Sessions;

/// <summary>
/// Begins a session in the transaction of a sign-in. The session that the browser had before ends, whoever's it was; what
/// applications were granted in it goes on in the new one if it was the same person's, and ends with it otherwise.
/// </summary>
public sealed class BeginSession(ReplaceSession replace, BringSession bring, SessionSeal seal, TimeProvider clock)
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
        if (existingCookie is null)
        {
            return;
        }

        // One that began in an outage and was never seen here would else arrive later, and live on.
        var before = PresentedSession.Of(existingCookie);
        if (before.Sealed is { } text && seal.Open(environment, text) is { } brought)
        {
            await bring.RunAsync(write, environment, brought, ct);
        }

        await replace.RunAsync(write, environment, session.Id, session.User, before.Hash, ct);
    }
}
