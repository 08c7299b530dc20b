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
        foreach (var algorithm in algorithms.Where(a => !published.Any(key => key.Algorithm == a && key.SignsUntil is null)))
        {
            var now = clock.GetUtcNow();
            var id = Id.New<KeyId>(clock);
            if (await KeyStore.AddAsync(write.Transaction, masterKey, environment, id, algorithm, now, now, ct))
            {
                write.Changed(environment, DirectoryKind.Key, id.Value);
            }
        }
    }
}
