using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Clients;

namespace Everlatch.Identity.MachineClients;

/// <summary>Takes a secret of a machine client away; it stops counting on every server within a second.</summary>
/// <remarks>Tokens live on: the client may have got them with either secret, and rotating one must not stop it.</remarks>
public sealed class RemoveMachineClientSecret(AdminWriter writer)
{
    /// <summary>Takes it away.</summary>
    public Task<Edit<SecretId>> RunAsync(
        AuditActor actor, EnvironmentId environment, MachineClientId client, SecretId secret, CancellationToken ct) =>
        writer.RunAsync<SecretId>(
            new AdminAct(actor, environment, "client.secret_removed", DirectoryKind.MachineClient, client.Value),
            async (write, _) => await SecretStore.DeleteAsync(write.Transaction, environment, client.Value, secret, ct)
                ? new Edit<SecretId>.Done(secret)
                : new Edit<SecretId>.Unknown(),
            ct);
}
