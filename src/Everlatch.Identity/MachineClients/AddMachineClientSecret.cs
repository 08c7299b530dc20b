using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Clients;

namespace Everlatch.Identity.MachineClients;

/// <summary>
/// Gives a machine client another secret; two may be alive at once, so that one follows the other without a gap.
/// </summary>
public sealed class AddMachineClientSecret(AdminWriter writer, ClientSecrets secrets)
{
    /// <summary>Adds it.</summary>
    public Task<Edit<NewSecret>> RunAsync(
        AuditActor actor, EnvironmentId environment, MachineClientId client, DateTimeOffset? expiresAt, CancellationToken ct) =>
        writer.RunAsync(
            new AdminAct(actor, environment, "client.secret_added", DirectoryKind.MachineClient, client.Value),
            async (write, _) => await MachineClientStore.HoldAsync(write.Transaction, environment, client, ct) switch
            {
                null => new Edit<NewSecret>.Unknown(),
                { Jwks: not null } => new Edit<NewSecret>.Refused(MachineClientErrors.HasKeys),
                _ => await secrets.AddAsync(write.Transaction, environment, client.Value, expiresAt, ct),
            },
            ct);
}
