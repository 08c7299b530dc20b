using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Apis;

/// <summary>Reads APIs as they are stored, with their versions.</summary>
public sealed class ReadApis(IDatabase database)
{
    /// <summary>One API; null when there is none.</summary>
    public Task<StoredApi?> FindAsync(EnvironmentId environment, ApiId api, CancellationToken ct) =>
        ApiStore.FindAsync(database, environment, api, ct);

    /// <summary>A page of them.</summary>
    public Task<Page<StoredApi>> ListAsync(EnvironmentId environment, int limit, string? after, CancellationToken ct) =>
        ApiStore.PageAsync(database, environment, after, limit, ct);
}
