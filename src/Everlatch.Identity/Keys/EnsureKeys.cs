using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory.Feed;

namespace Everlatch.Identity.Keys;

/// <summary>Gives an environment a key for each algorithm that it needs; those it has are left alone.</summary>
public sealed class EnsureKeys(MasterKey masterKey, TimeProvider clock)
{
    /// <summary>
    /// Runs inside the write that makes the environment, or the client that chooses the algorithm. A first key signs at once:
    /// nobody has cached a JWK set that lacks it for an algorithm nobody used.
    /// </summary>
    public async Task RunAsync(
        DirectoryWrite write, EnvironmentId environment, IEnumerable<string> algorithms, CancellationToken ct)
    {
        var published = await KeyStore.ListPublishedAsync(write.Transaction, environment, ct);
        var missing = algorithms.Where(a => !published.Any(key => key.Algorithm == a && key.SignsUntil is null));
        await AddAsync(write, environment, Make(environment, missing), ct);
    }

    /// <summary>Makes keys ahead of the write that adds them, which holds locks and is not to wait for them.</summary>
    internal IReadOnlyList<NewKey> Make(EnvironmentId environment, IEnumerable<string> algorithms) =>
        [.. algorithms.Select(algorithm => NewKey.Make(masterKey, environment, algorithm, clock))];

    /// <summary>Adds the first keys of their algorithms.</summary>
    internal async Task AddAsync(
        DirectoryWrite write, EnvironmentId environment, IReadOnlyList<NewKey> keys, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var key in keys)
        {
            if (await KeyStore.AddAsync(write.Transaction, environment, key, now, now, ct))
            {
                write.Changed(environment, DirectoryKind.Key, key.Id.Value);
            }
        }
    }
}
