using Everlatch.Identity.Upkeep;
using Everlatch.Storage;

namespace Everlatch.Identity.Sessions;

/// <summary>Deletes sessions whose time is over. Those that were ended before stay until then: grants still name them.</summary>
internal sealed class SessionUpkeep(IDatabase database) : IUpkeep
{
    public Task<int> RunAsync(DateTimeOffset now, CancellationToken ct) => SessionStore.PurgeAsync(database, now, ct);
}
