using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Identity.Clients;
using Everlatch.Storage;

namespace Everlatch.Identity.Applications;

/// <summary>Reads applications as they are stored, with their versions.</summary>
public sealed class ReadApplications(IDatabase database)
{
    /// <summary>One application; null when there is none.</summary>
    public Task<Application?> FindAsync(EnvironmentId environment, AppId application, CancellationToken ct) =>
        ApplicationStore.FindAsync(database, environment, application, ct);

    /// <summary>A page of them.</summary>
    public Task<Page<Application>> ListAsync(EnvironmentId environment, int limit, string? after, CancellationToken ct) =>
        ApplicationStore.PageAsync(database, environment, after, limit, ct);

    /// <summary>What is known of its secrets; empty when there is no such application.</summary>
    public Task<IReadOnlyList<StoredSecret>> SecretsAsync(EnvironmentId environment, AppId application, CancellationToken ct) =>
        SecretStore.ListAsync(database, environment, application.Value, ct);
}
