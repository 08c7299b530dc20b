using System.Collections.Concurrent;
using Everlatch.Core.Ids;
using Everlatch.Directory.Clients;

namespace Everlatch.Identity.Machines;

/// <summary>Remembers in memory when each API token was last used, until that is written: a use costs no write.</summary>
internal sealed class ApiTokenUses
{
    private ConcurrentDictionary<(EnvironmentId Environment, ApiTokenId Token), DateTimeOffset> pending = new();

    /// <summary>Notes a use; clients of other kinds are not noted.</summary>
    public void Note(EnvironmentId environment, AuthenticatedClient client, DateTimeOffset now)
    {
        if (client is AuthenticatedClient.ApiToken token)
        {
            pending[(environment, token.Entry.Id)] = now;
        }
    }

    /// <summary>Takes what was noted since the last time.</summary>
    public IReadOnlyCollection<KeyValuePair<(EnvironmentId Environment, ApiTokenId Token), DateTimeOffset>> Take() =>
        Interlocked.Exchange(ref pending, new()).ToArray();

    /// <summary>Gives back what could not be written; newer uses stand.</summary>
    public void GiveBack(IEnumerable<KeyValuePair<(EnvironmentId Environment, ApiTokenId Token), DateTimeOffset>> uses)
    {
        foreach (var (key, at) in uses)
        {
            pending.TryAdd(key, at);
        }
    }
}
