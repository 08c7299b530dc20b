using Everlatch.Identity.Upkeep;
using Everlatch.Storage;

namespace Everlatch.Identity.Links;

/// <summary>Deletes links whose time is over.</summary>
internal sealed class LinkUpkeep(IDatabase database) : IUpkeep
{
    public Task<int> RunAsync(DateTimeOffset now, CancellationToken ct) => LinkStore.PurgeAsync(database, now, ct);
}
