using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;

namespace Everlatch.Oidc.People;

/// <summary>
/// Knows the rows of browser sessions, of which those of an outage come to light later. The host leads it there.
/// </summary>
public interface ISessionRows
{
    /// <summary>
    /// Makes sure, in the write that brings a grant's row, that the session it was given in lives.
    /// </summary>
    /// <param name="write">The write.</param>
    /// <param name="environment">Where it is.</param>
    /// <param name="session">The session.</param>
    /// <param name="sealedSession">The session itself, sealed, which brings its row if that is not there.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null when it lives, else why it does not.</returns>
    Task<string?> EnsureAsync(
        DirectoryWrite write, EnvironmentId environment, SessionId session, string? sealedSession, CancellationToken ct);

    /// <summary>Whether the session lives that something was granted in, as far as a standby knows.</summary>
    /// <exception cref="Storage.StoreFaultException">Nobody can tell now.</exception>
    Task<bool> LivesInOutageAsync(
        EnvironmentId environment, SessionId session, string? sealedSession, CancellationToken ct);
}
