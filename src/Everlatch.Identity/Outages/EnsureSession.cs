using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Sessions;

namespace Everlatch.Identity.Outages;

/// <summary>Makes sure that a session lives in which something was granted in an outage.</summary>
public sealed class EnsureSession(SessionSeal seal, BringSession bring)
{
    /// <summary>Null when it lives; its row is brought if the sealed one holds it. Else why it does not.</summary>
    public async Task<string?> RunAsync(
        DirectoryWrite write, EnvironmentId environment, SessionId session, string? sealedSession, CancellationToken ct)
    {
        if (sealedSession is not null && seal.Open(environment, sealedSession) is { } brought && brought.Id == session
            && await bring.RunAsync(write, environment, brought, ct) is { } because)
        {
            return because;
        }

        return await SessionStore.FindEndAsync(write.Transaction, environment, session, ct) is { EndedAt: null }
            ? null
            : "session_ended";
    }
}
