using Everlatch.Identity.Upkeep;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Lockouts;

/// <summary>Deletes counts that would begin anew anyway.</summary>
internal sealed class LockoutUpkeep(LockoutStore store, IOptions<LockoutOptions> options) : IUpkeep
{
    public Task<int> RunAsync(DateTimeOffset now, CancellationToken ct) =>
        store.PurgeAsync(now, TimeSpan.FromHours(options.Value.MemoryHours), ct);
}
