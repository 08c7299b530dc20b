using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Outages;
using Everlatch.Oidc.People;

namespace Everlatch.Server.Wiring;

/// <summary>Leads the protocols to the rows of browser sessions, which may come to light with a grant.</summary>
internal sealed class SessionRows(EnsureSession ensure, LivesInOutage lives) : ISessionRows
{
    public Task<string?> EnsureAsync(
        DirectoryWrite write, EnvironmentId environment, SessionId session, string? sealedSession, CancellationToken ct) =>
        ensure.RunAsync(write, environment, session, sealedSession, ct);

    public Task<bool> LivesInOutageAsync(
        EnvironmentId environment, SessionId session, string? sealedSession, CancellationToken ct) =>
        lives.RunAsync(environment, session, sealedSession, ct);
}
