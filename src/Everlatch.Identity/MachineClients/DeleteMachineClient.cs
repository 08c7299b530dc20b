using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Clients;

namespace Everlatch.Identity.MachineClients;

/// <summary>Takes a machine client away with its secrets; access tokens it has stop counting.</summary>
public sealed class DeleteMachineClient(AdminWriter writer)
{
    /// <summary>Takes it away.</summary>
    public Task<Edit<StoredMachineClient>> RunAsync(
        AuditActor actor, EnvironmentId environment, MachineClientId client, CancellationToken ct) =>
        writer.RunAsync<StoredMachineClient>(
            new AdminAct(actor, environment, "client.deleted", DirectoryKind.MachineClient, client.Value),
            async (write, now) =>
            {
                if (await MachineClientStore.HoldAsync(write.Transaction, environment, client, ct) is not { } before)
                {
                    return new Edit<StoredMachineClient>.Unknown();
                }

                await SecretStore.DeleteAllAsync(write.Transaction, environment, client.Value, ct);
                await MachineClientStore.DeleteAsync(write.Transaction, environment, client, ct);
                await Revocations.RecordAsync(write, environment, client.Value, now, ct);
                return new Edit<StoredMachineClient>.Done(before);
            },
            ct);
}
