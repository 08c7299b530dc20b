using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;

namespace Everlatch.Oidc.Grants;

/// <summary>
/// The keys that prove refresh tokens, each derived once. They live as long as the master key that they come from.
/// </summary>
internal static class ProofKeys
{
    // Past this many environments the rest derive theirs each time, which costs some microseconds.
    private const int MaxKept = 4096;

    private static readonly ConditionalWeakTable<MasterKey, ConcurrentDictionary<EnvironmentId, byte[]>> OfMaster = [];

    /// <summary>The key of an environment; the caller does not write to it.</summary>
    public static byte[] Of(MasterKey master, DirectoryEnvironment environment) =>
        environment.RefreshKey ?? Of(master, environment.Id);

    /// <summary>The key of an environment that was made here.</summary>
    public static byte[] Of(MasterKey master, EnvironmentId environment)
    {
        var kept = OfMaster.GetOrCreateValue(master);
        if (kept.TryGetValue(environment, out var known))
        {
            return known;
        }

        var key = RefreshKey.Derive(master, environment);
        return kept.Count < MaxKept ? kept.GetOrAdd(environment, key) : key;
    }
}
