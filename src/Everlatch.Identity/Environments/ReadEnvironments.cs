using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Environments;

/// <summary>Reads environments as they are stored, with their versions.</summary>
public sealed class ReadEnvironments(IDatabase database)
{
    /// <summary>One environment; null when there is none.</summary>
    public Task<StoredEnvironment?> FindAsync(EnvironmentId environment, CancellationToken ct) =>
        EnvironmentStore.FindAsync(database, environment, ct);

    /// <summary>A page of all of them, for the operator.</summary>
    public Task<Page<StoredEnvironment>> ListAsync(int limit, string? after, CancellationToken ct) =>
        EnvironmentStore.PageAsync(database, after, limit, ct);
}
