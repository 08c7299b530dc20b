using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;

namespace Everlatch.Identity.Keys;

/// <summary>Gives an environment a key for each algorithm that it needs; those it has are left alone.</summary>
public sealed class EnsureKeys(MakeKeys make, TimeProvider clock)
{
    /// <summary>Makes the keys of an environment that is about to be made.</summary>
    internal IReadOnlyList<NewKey> Make(EnvironmentId environment, IEnumerable<string> algorithms) =>
        [.. algorithms.Select(algorithm => make.Make(environment, algorithm))];

    /// <summary>Makes the key that a client which chooses the algorithm needs; null when there is one.</summary>
    internal NewKey? MakeMissing(EnvironmentId environment, string algorithm) => make.First(environment, algorithm);

    /// <summary>
    /// Runs inside the write of the client that chooses the algorithm. A first key signs at once: nobody has cached a JWK set
    /// that lacks it for an algorithm nobody used.
    /// </summary>
    internal async Task RunAsync(
        DirectoryWrite write, EnvironmentId environment, string algorithm, NewKey? ahead, CancellationToken ct)
    {
        var published = await KeyStore.ListPublishedAsync(write.Transaction, environment, ct);
        if (!published.Any(key => key.Algorithm == algorithm && key.SignsUntil is null))
        {
            await AddAsync(write, environment, [ahead ?? make.Make(environment, algorithm)], ct);
        }
    }

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
