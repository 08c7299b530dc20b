using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Keys;

/// <summary>Lists the keys that an environment publishes, each with where it stands.</summary>
public sealed class ListKeys(IDatabase database, TimeProvider clock)
{
    /// <summary>Published keys, oldest first.</summary>
    public async Task<IReadOnlyList<(StoredKey Key, KeyState State)>> RunAsync(EnvironmentId environment, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return
        [
            .. (await KeyStore.ListPublishedAsync(database, environment, ct)).Select(key => (key, KeyLife.StateAt(key, now))),
        ];
    }
}
