using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Identity.Clients;
using Everlatch.Storage;

namespace Everlatch.Identity.MachineClients;

/// <summary>Reads machine clients as they are stored, with their versions.</summary>
public sealed class ReadMachineClients(IDatabase database)
{
    /// <summary>One client; null when there is none.</summary>
    public Task<StoredMachineClient?> FindAsync(EnvironmentId environment, MachineClientId client, CancellationToken ct) =>
        MachineClientStore.FindAsync(database, environment, client, ct);

    /// <summary>A page of them.</summary>
    public Task<Page<StoredMachineClient>> ListAsync(EnvironmentId environment, int limit, string? after, CancellationToken ct) =>
        MachineClientStore.PageAsync(database, environment, after, limit, ct);

    /// <summary>The secrets of a client, without the secrets themselves.</summary>
    public Task<IReadOnlyList<StoredSecret>> SecretsAsync(
        EnvironmentId environment, MachineClientId client, CancellationToken ct) =>
        SecretStore.ListAsync(database, environment, client.Value, ct);
}
