using Everlatch.Identity.Upkeep;

namespace Everlatch.Identity.Lockouts;

/// <summary>Deletes counts that would begin anew anyway, after those that a fault left behind were given back.</summary>
internal sealed class LockoutUpkeep(LockoutStore store, GiveBack giveBack) : IUpkeep
{
    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken ct)
    {
        await giveBack.CatchUpAsync(ct);
        return await store.PurgeAsync(now, ct);
    }
}
